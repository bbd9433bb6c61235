import type { BlockJson, InputValue } from '../../protocol';

type Json = Record<string, unknown>;
const option = (value: unknown) => (value as { value?: string } | null | undefined)?.value ?? null;
const options = (value: unknown) =>
  ((value as { value?: string }[] | null | undefined) ?? []).map((one) => one.value ?? '');

/** What an element holds before anybody touched it, from its `initial_…` keys. */
export function initialValue(element: BlockJson): InputValue {
  const at = element as Json;
  switch (element.type) {
    case 'static_select':
    case 'external_select':
    case 'radio_buttons':
      return option(at.initial_option);
    case 'multi_static_select':
    case 'multi_external_select':
    case 'checkboxes':
      return options(at.initial_options);
    case 'users_select':
      return (at.initial_user as string) ?? null;
    case 'conversations_select':
      return (at.initial_conversation as string) ?? null;
    case 'channels_select':
      return (at.initial_channel as string) ?? null;
    case 'multi_users_select':
      return (at.initial_users as string[]) ?? [];
    case 'multi_conversations_select':
      return (at.initial_conversations as string[]) ?? [];
    case 'multi_channels_select':
      return (at.initial_channels as string[]) ?? [];
    case 'datepicker':
      return (at.initial_date as string) ?? null;
    case 'timepicker':
      return (at.initial_time as string) ?? null;
    case 'datetimepicker':
      return (at.initial_date_time as number) ?? null;
    case 'file_input':
      return [];
    default:
      return (at.initial_value as InputValue) ?? null;
  }
}

/** What the sandbox remembers for an element (`state.values[block][action]`) as an InputValue. */
export function storedValue(stored: BlockJson): InputValue {
  const at = stored as Json;
  if ('selected_options' in at) return options(at.selected_options);
  if ('selected_option' in at) return option(at.selected_option);
  for (const key of KEYS) if (key in at) return (at[key] as InputValue) ?? null;
  if (Array.isArray(at.files))
    return (at.files as (string | { id: string })[]).map((file) =>
      typeof file === 'string' ? file : file.id,
    );
  return null;
}

const KEYS = [
  'selected_user',
  'selected_users',
  'selected_conversation',
  'selected_conversations',
  'selected_channel',
  'selected_channels',
  'selected_date',
  'selected_time',
  'selected_date_time',
  'rich_text_value',
  'value',
];

export function isEmpty(value: InputValue | undefined): boolean {
  return (
    value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0)
  );
}
