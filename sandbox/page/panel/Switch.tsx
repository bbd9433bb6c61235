import { type ReactNode, startTransition, useOptimistic } from 'react';

interface Props {
  label: string;
  explanation: ReactNode;
  on: boolean;
  /** Resolves when the sandbox has done it. */
  onChange(on: boolean): Promise<void>;
}

/** A switch with a sentence under it. It moves at once, and back when the sandbox refused. */
export function Switch({ label, explanation, on, onChange }: Props) {
  const [shown, show] = useOptimistic(on);
  const change = (next: boolean) =>
    startTransition(async () => {
      show(next);
      await onChange(next);
    });
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
        checked={shown}
        aria-checked={shown}
        onChange={(event) => change(event.target.checked)}
      />
    </label>
  );
}
