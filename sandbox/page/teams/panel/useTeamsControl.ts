import { call } from '../../live/control';
import { useTeamsDoings } from '../live/teamsContext';

/** Posts to a part of the Teams control interface; the new state arrives as a patch, a refusal as a notice. */
export function useTeamsControl(): (part: 'faults' | 'settings' | 'clock', body: object) => Promise<void> {
  const { toast } = useTeamsDoings();
  return async (part, body) => {
    try {
      await call(`/teams/${part}`, body);
    } catch (error) {
      toast('error', (error as Error).message);
    }
  };
}
