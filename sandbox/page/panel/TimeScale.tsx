import { startTransition, useId, useOptimistic } from 'react';

const SCALES = [1, 10, 60, 600];

interface Props {
  scale: number;
  note: string;
  /** Resolves when the sandbox has done it. */
  onChange(scale: number): Promise<void>;
}

/** How many times faster the sandbox's time runs. */
export function TimeScale({ scale, note, onChange }: Props) {
  const [shown, show] = useOptimistic(scale);
  const id = useId();
  const set = (next: number) =>
    startTransition(async () => {
      show(next);
      await onChange(next);
    });
  return (
    <section className="panel-section" aria-labelledby={id}>
      <h3 id={id}>Time</h3>
      <p className="panel-note">{note}</p>
      <div className="segments" role="radiogroup" aria-label="Time scale">
        {(SCALES.includes(scale) ? SCALES : [...SCALES, scale]).map((one) => (
          <label key={one} className={`segment${one === shown ? ' current' : ''}`}>
            <input
              type="radio"
              className="hidden-input"
              name={id}
              checked={one === shown}
              onChange={() => set(one)}
            />
            {one}×
          </label>
        ))}
      </div>
    </section>
  );
}
