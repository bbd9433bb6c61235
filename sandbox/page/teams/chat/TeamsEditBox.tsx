import { useState } from 'react';
import type { TeamsMessageState } from '../../../teamsProtocol';
import { useTeamsDoings } from '../live/teamsContext';

/** A person's own message while it is edited. Enter saves, Escape leaves it. */
export function TeamsEditBox({ message, onDone }: { message: TeamsMessageState; onDone(): void }) {
  const { act } = useTeamsDoings();
  const [text, setText] = useState(message.text);
  const save = async () => {
    const result = await act({ type: 'edit', place: message.place, id: message.id, text: text.trim() });
    if (result.ok) onDone();
  };
  return (
    <div className="edit-box">
      <textarea
        className="text-input"
        aria-label="Edit message"
        // biome-ignore lint/a11y/noAutofocus: the person just asked to edit
        autoFocus
        rows={Math.min(8, text.split('\n').length + 1)}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') onDone();
          if (event.key === 'Enter' && !event.shiftKey && !event.nativeEvent.isComposing) {
            event.preventDefault();
            void save();
          }
        }}
      />
      <div className="edit-buttons">
        <button type="button" className="button small" onClick={onDone}>
          Cancel
        </button>
        <button
          type="button"
          className="button small primary"
          disabled={text.trim() === ''}
          onClick={() => void save()}
        >
          Done
        </button>
      </div>
    </div>
  );
}
