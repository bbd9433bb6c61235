import { TimeScale } from '../../panel/TimeScale';
import { useTeamsControl } from './useTeamsControl';

/** How fast throttling windows and expiry of the Teams side run. */
export function TeamsClock({ scale }: { scale: number }) {
  const change = useTeamsControl();
  return (
    <TimeScale
      scale={scale}
      note="Throttling and expiry run so many times faster."
      onChange={(next) => change('clock', { scale: next })}
    />
  );
}
