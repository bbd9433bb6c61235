import { useState } from 'react';

interface Props {
  /** As the person typed it. */
  before: string;
  /** What the button says. */
  save: string;
  /** Resolves false when it was refused: the box stays. */
  onSave(text: string): Promise<boolean>;
  onDone(): void;
}

/** A person's own message while it is edited. Enter saves, Escape leaves it. */
export function EditArea({ before, save, onSave, onDone }: Props) {
  const [text, setText] = useState(before);
  const keep = async () => {
    if (await onSave(text)) onDone();
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
            void keep();
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
          onClick={() => void keep()}
        >
          {save}
        </button>
      </div>
    </div>
  );
}
