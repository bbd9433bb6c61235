import { startTransition, useOptimistic } from 'react';
import { call } from '../live/control';
import { useDoings } from '../live/workspace';

const SCALES = [1, 10, 60, 600];

/** How fast the sandbox's rate windows, redelivery and expiry run. */
export function ClockControl({ scale }: { scale: number }) {
  const { toast } = useDoings();
  const [shown, show] = useOptimistic(scale);
  const set = (next: number) =>
    startTransition(async () => {
      show(next);
      await call('/clock', { scale: next }).catch((error: Error) => toast('error', error.message));
    });
  return (
    <section className="panel-section" aria-labelledby="clock-title">
      <h3 id="clock-title">Time</h3>
      <p className="panel-note">Rate limits, redelivery and expiry run so many times faster.</p>
      <div className="segments" role="radiogroup" aria-label="Time scale">
        {(SCALES.includes(scale) ? SCALES : [...SCALES, scale]).map((one) => (
          <label key={one} className={`segment${one === shown ? ' current' : ''}`}>
            <input
              type="radio"
              className="hidden-input"
              name="time-scale"
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
