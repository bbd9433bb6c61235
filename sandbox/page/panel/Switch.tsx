import type { ReactNode } from 'react';

interface Props {
  label: string;
  explanation: ReactNode;
  on: boolean;
  onChange(on: boolean): void;
}

/** A switch with a sentence under it. */
export function Switch({ label, explanation, on, onChange }: Props) {
  return (
    <label className="switch-row">
      <span className="switch-text">
        <span className="switch-label">{label}</span>
        <span className="switch-explanation">{explanation}</span>
      </span>
      <input
        type="checkbox"
        role="switch"
        className="switch"
        aria-label={label}
        checked={on}
        aria-checked={on}
        onChange={(event) => onChange(event.target.checked)}
      />
    </label>
  );
}
