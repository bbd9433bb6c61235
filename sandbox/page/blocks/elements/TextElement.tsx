import { type KeyboardEvent, useLayoutEffect, useRef } from 'react';
import { type ElementProps, plain } from '../surface';

const KINDS: Record<string, string> = {
  email_text_input: 'email',
  url_text_input: 'url',
  number_input: 'text',
  plain_text_input: 'text',
};

/** One line or several of plain text, an email or web address, or a number. */
export function TextElement(props: ElementProps) {
  const { element, value, onChange, onEnter } = props;
  const area = useRef<HTMLTextAreaElement>(null);
  const multiline = element.multiline === true;
  const text = value === null || value === undefined ? '' : String(value);
  const max = element.max_length as number | undefined;
  const min = element.min_length as number | undefined;

  // biome-ignore lint/correctness/useExhaustiveDependencies: its height follows the text
  useLayoutEffect(() => {
    const box = area.current;
    if (!box) return;
    box.style.height = 'auto';
    box.style.height = `${Math.min(box.scrollHeight + 2, 360)}px`;
  }, [text]);

  const shared = {
    id: props.id,
    className: 'text-input',
    value: text,
    placeholder: plain(element.placeholder),
    maxLength: max,
    minLength: min,
    'aria-label': props.field ? undefined : props.label,
    'aria-labelledby': props.labelledBy,
    'aria-describedby': props.describedBy,
    'aria-invalid': props.invalid || undefined,
    'aria-required': props.required || undefined,
    autoFocus: element.focus_on_load === true,
    onChange: (event: { target: { value: string } }) =>
      onChange(event.target.value === '' ? null : event.target.value),
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.nativeEvent.isComposing || !onEnter) return;
    event.preventDefault();
    onEnter();
  };
  return (
    <div className="text-field">
      {multiline ? (
        <textarea ref={area} rows={4} {...shared} />
      ) : (
        <input
          type={KINDS[element.type] ?? 'text'}
          inputMode={
            element.type === 'number_input' ? (element.is_decimal_allowed ? 'decimal' : 'numeric') : undefined
          }
          autoComplete="off"
          onKeyDown={onKeyDown}
          {...shared}
        />
      )}
      <Counter length={text.length} min={min} max={max} />
    </div>
  );
}

/** Appears where the length matters: too short still, or close to the end. */
function Counter({ length, min, max }: { length: number; min?: number; max?: number }) {
  if (min !== undefined && length > 0 && length < min)
    return <span className="counter">{min - length} more needed</span>;
  if (max !== undefined && max <= 3000 && length > max * 0.8) {
    return <span className={`counter${length >= max ? ' counter-full' : ''}`}>{max - length}</span>;
  }
  return null;
}
