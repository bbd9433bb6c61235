import type { MessageState } from '../../protocol';
import { useDirectory, useDoings } from '../live/workspace';
import { EditArea } from '../parts/EditArea';
import { fromTyped, toTyped } from '../text/typed';

/** A person's own message while it is edited: mentions as one types them. */
export function EditBox({ message, onDone }: { message: MessageState; onDone(): void }) {
  const directory = useDirectory();
  const { act } = useDoings();
  const { channel, ts } = message;
  const save = async (text: string) =>
    (await act({ type: 'edit', channel, ts, text: fromTyped(text, directory) })).ok;
  return <EditArea before={toTyped(message.text, directory)} save="Save" onSave={save} onDone={onDone} />;
}
