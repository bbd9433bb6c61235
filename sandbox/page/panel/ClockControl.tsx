import { call } from '../live/control';
import { useDoings } from '../live/workspace';
import { TimeScale } from './TimeScale';

/** How fast the sandbox's rate windows, redelivery and expiry run. */
export function ClockControl({ scale }: { scale: number }) {
  const { toast } = useDoings();
  const change = async (next: number) => {
    await call('/clock', { scale: next }).catch((error: Error) => toast('error', error.message));
  };
  return (
    <TimeScale
      scale={scale}
      note="Rate limits, redelivery and expiry run so many times faster."
      onChange={change}
    />
  );
}
