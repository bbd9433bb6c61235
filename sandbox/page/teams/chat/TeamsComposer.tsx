import { type KeyboardEvent, useState } from 'react';
import { Suggestions } from '../../chat/Suggestions';
import { Icon } from '../../parts/Icon';
import { useWriting } from '../../parts/useWriting';
import { useTeamsDirectory, useTeamsDoings } from '../live/teamsContext';
import { type Mentionable, mentionedIn, teamsSuggestions } from './mentions';
import { Prompts } from './Prompts';

interface Props {
  place: string;
  root?: string;
  who: Mentionable[];
  personal?: boolean;
  placeholder: string;
  autoFocus?: boolean;
  /** Escape in an empty box, and a message that was sent. */
  onDone?(): void;
}

/** Where one writes. Enter sends, Shift+Enter begins a line, `@` offers people and the bot. */
export function TeamsComposer({ place, root, who, personal = false, placeholder, autoFocus, onDone }: Props) {
  const { me, app } = useTeamsDirectory();
  const { act } = useTeamsDoings();
  const draft = `${me.id} ${place} ${root ?? ''}`;
  const writing = useWriting({ draft, highest: 200, first: -1 });
  const { text, caret, active, hushed, write, put, setCaret, setHushed } = writing;
  const [sending, setSending] = useState(false);

  const { eager, items } =
    hushed === text
      ? { eager: true, items: [] }
      : teamsSuggestions({ text, caret, who, commands: app.commands, personal });
  // Somebody's name is taken with Enter at once; a command only after one went to it.
  const chosen = active >= 0 ? active : eager ? 0 : -1;
  const take = (index: number) => {
    const one = items[index];
    if (one) put(one.from, one.insert, caret);
  };

  const send = async () => {
    const trimmed = text.trim();
    if (sending || trimmed === '') return;
    setSending(true);
    // Emptied before the answer, so that one can go on typing; put back when it was refused.
    write('');
    const result = await act({
      type: 'message',
      place,
      root,
      text: trimmed,
      mentions: mentionedIn(trimmed, who),
    });
    setSending(false);
    if (result.ok) onDone?.();
    else write(text);
  };

  const onKey = (event: KeyboardEvent) => {
    const one = items[chosen];
    // A name that is already written out is not taken once more.
    const complete = one !== undefined && text.slice(one.from, caret) === one.insert;
    const enterTakes = one !== undefined && !complete;
    const keys = { count: items.length, chosen, enterTakes, take, send: () => void send() };
    if (!writing.onKey(event, keys) && event.key === 'Escape' && text === '') onDone?.();
  };

  return (
    <div className="teams-composer">
      {personal && <Prompts onTake={(title) => put(0, title, text.length)} />}
      <div className="teams-composer-box" ref={writing.box}>
        <textarea
          {...writing.field}
          className="teams-composer-text"
          aria-label={placeholder}
          placeholder={placeholder}
          // biome-ignore lint/a11y/noAutofocus: the person just pressed Reply
          autoFocus={autoFocus}
          onKeyDown={onKey}
        />
        <button
          type="button"
          className="icon-button small"
          aria-label="Mention somebody"
          title="Mention somebody"
          onPointerDown={(event) => event.preventDefault()}
          onClick={() => {
            const gap = text.slice(0, caret) === '' || /\s$/.test(text.slice(0, caret)) ? '' : ' ';
            const next = `${text.slice(0, caret)}${gap}@${text.slice(caret)}`;
            write(next);
            setHushed('');
            setCaret(caret + gap.length + 1);
            writing.area.current?.focus();
          }}
        >
          <span className="teams-at" aria-hidden="true">
            @
          </span>
        </button>
        <button
          type="button"
          className={`icon-button small teams-send${text.trim() ? ' ready' : ''}`}
          aria-label="Send"
          title="Send (Enter)"
          disabled={text.trim() === '' || sending}
          onClick={() => void send()}
        >
          <Icon name="send" size={18} />
        </button>
      </div>
      <Suggestions
        anchor={writing.box}
        items={items}
        active={chosen}
        onTake={take}
        onHush={() => setHushed(text)}
      />
    </div>
  );
}
