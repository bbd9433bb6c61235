import type { FaultRequest } from '../../protocol';
import { call } from '../live/control';
import { useDoings } from '../live/workspace';

/** Changes the faults; the new state arrives as a patch. */
export function useFaults(): (request: FaultRequest) => void {
  const { toast } = useDoings();
  return (request) => void call('/faults', request).catch((error: Error) => toast('error', error.message));
}
