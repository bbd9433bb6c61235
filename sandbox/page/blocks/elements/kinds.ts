/** Elements that are several controls under one label. */
export function isGroup(type: string): boolean {
  return ['checkboxes', 'radio_buttons', 'file_input'].includes(type);
}
