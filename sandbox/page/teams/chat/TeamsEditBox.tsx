import type { TeamsMessageState } from '../../../teamsProtocol';
import { EditArea } from '../../parts/EditArea';
import { useTeamsDoings } from '../live/teamsContext';

/** A person's own message while it is edited. */
export function TeamsEditBox({ message, onDone }: { message: TeamsMessageState; onDone(): void }) {
  const { act } = useTeamsDoings();
  const { place, id } = message;
  const save = async (text: string) => (await act({ type: 'edit', place, id, text: text.trim() })).ok;
  return <EditArea before={message.text} save="Done" onSave={save} onDone={onDone} />;
}
