import type { FaultRequest } from '../../protocol';
import { call } from '../live/control';
import { useDoings } from '../live/workspace';

/** Changes the faults; the new state arrives as a patch. */
export function useFaults(): (request: FaultRequest) => Promise<void> {
  const { toast } = useDoings();
  return async (request) => {
    try {
      await call('/faults', request);
    } catch (error) {
      toast('error', (error as Error).message);
    }
  };
}
