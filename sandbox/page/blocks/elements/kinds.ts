/** Elements that are several controls under one label. */
export function isGroup(type: string): boolean {
  return type === 'checkboxes' || type === 'radio_buttons';
}
