import { useId } from 'react';

interface Props {
  label: string;
  value: string;
  onChange(value: string): void;
  type?: string;
  /** id of a datalist with suggestions. */
  list?: string;
  required?: boolean;
  wide?: boolean;
  focus?: boolean;
}

export function MailField({ label, value, onChange, type = 'text', list, required, wide, focus }: Props) {
  const id = useId();
  return (
    <div className={`mail-field${wide ? ' wide' : ''}`}>
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        className="text-input"
        type={type}
        list={list}
        required={required}
        autoComplete="off"
        // biome-ignore lint/a11y/noAutofocus: the form has just been opened
        autoFocus={focus}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
    </div>
  );
}
