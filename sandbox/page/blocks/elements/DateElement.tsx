import { type ElementProps, plain } from '../surface';

/** Date, time, or both. The browser's own pickers: they know the keyboard, the language and the screen reader. */
export function DateElement(props: ElementProps) {
  const { element, value, onChange } = props;
  const shared = {
    className: 'text-input date-input',
    'aria-labelledby': props.labelledBy,
    'aria-describedby': props.describedBy,
    'aria-invalid': props.invalid || undefined,
    'aria-required': props.required || undefined,
    autoFocus: element.focus_on_load === true,
  };
  if (element.type !== 'datetimepicker') {
    const name =
      props.label ?? plain(element.placeholder) ?? (element.type === 'datepicker' ? 'Date' : 'Time');
    return (
      <input
        {...shared}
        id={props.id}
        type={element.type === 'datepicker' ? 'date' : 'time'}
        aria-label={props.field ? undefined : name}
        value={typeof value === 'string' ? value : ''}
        onChange={(event) => onChange(event.target.value || null)}
      />
    );
  }
  return (
    <input
      {...shared}
      id={props.id}
      type="datetime-local"
      aria-label={props.label ?? 'Date and time'}
      value={typeof value === 'number' ? toLocal(value) : ''}
      onChange={(event) => {
        const at = new Date(event.target.value).getTime();
        onChange(Number.isNaN(at) ? null : Math.floor(at / 1000));
      }}
    />
  );
}

/** Seconds since 1970 as the value of a datetime-local input, in the browser's zone. */
function toLocal(seconds: number): string {
  const at = new Date(seconds * 1000);
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}
