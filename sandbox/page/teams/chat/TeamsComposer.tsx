import { type KeyboardEvent, useLayoutEffect, useRef, useState } from 'react';
import { Suggestions } from '../../chat/Suggestions';
import { Icon } from '../../parts/Icon';
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

/** What was begun and not sent, per person, place and thread. */
const drafts = new Map<string, string>();

/** Where one writes. Enter sends, Shift+Enter begins a line, `@` offers people and the bot. */
export function TeamsComposer({ place, root, who, personal = false, placeholder, autoFocus, onDone }: Props) {
  const { me, app } = useTeamsDirectory();
  const { act } = useTeamsDoings();
  const draft = `${me.id} ${place} ${root ?? ''}`;
  const [text, setText] = useState(() => drafts.get(draft) ?? '');
  const [caret, setCaret] = useState(0);
  const [active, setActive] = useState(-1);
  const [hushed, setHushed] = useState('');
  const [sending, setSending] = useState(false);
  const area = useRef<HTMLTextAreaElement>(null);
  const box = useRef<HTMLDivElement>(null);

  // biome-ignore lint/correctness/useExhaustiveDependencies: its height follows the text
  useLayoutEffect(() => {
    if (!area.current) return;
    area.current.style.height = 'auto';
    area.current.style.height = `${Math.min(area.current.scrollHeight, 200)}px`;
  }, [text]);

  const write = (next: string) => {
    drafts.set(draft, next);
    setText(next);
    setActive(-1);
  };
  const { eager, items } =
    hushed === text
      ? { eager: true, items: [] }
      : teamsSuggestions({ text, caret, who, commands: app.commands, personal });
  // Somebody's name is taken with Enter at once; a command only after one went to it.
  const chosen = active >= 0 ? active : eager ? 0 : -1;
  const put = (from: number, insert: string, to: number) => {
    const next = `${text.slice(0, from)}${insert} ${text.slice(to)}`;
    write(next);
    const end = from + insert.length + 1;
    setCaret(end);
    requestAnimationFrame(() => {
      area.current?.setSelectionRange(end, end);
      area.current?.focus();
    });
  };
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
    if (event.nativeEvent.isComposing) return;
    if (items.length > 0) {
      const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
      if (step !== 0) {
        event.preventDefault();
        setActive(chosen < 0 && step < 0 ? items.length - 1 : (chosen + step + items.length) % items.length);
        return;
      }
      const one = items[chosen];
      // A name that is already written out is not taken once more.
      const complete = one !== undefined && text.slice(one.from, caret) === one.insert;
      if (event.key === 'Tab' || (event.key === 'Enter' && !event.shiftKey && one && !complete)) {
        event.preventDefault();
        take(Math.max(0, chosen));
        return;
      }
      if (event.key === 'Escape') {
        event.stopPropagation();
        setHushed(text);
        return;
      }
    }
    if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault();
      void send();
    } else if (event.key === 'Escape' && text === '') onDone?.();
  };

  return (
    <div className="teams-composer">
      {personal && <Prompts onTake={(title) => put(0, title, text.length)} />}
      <div className="teams-composer-box" ref={box}>
        <textarea
          ref={area}
          rows={1}
          className="teams-composer-text"
          aria-label={placeholder}
          placeholder={placeholder}
          // biome-ignore lint/a11y/noAutofocus: the person just pressed Reply
          autoFocus={autoFocus}
          value={text}
          onChange={(event) => {
            write(event.target.value);
            setCaret(event.target.selectionStart);
          }}
          onSelect={(event) => setCaret(event.currentTarget.selectionStart)}
          onKeyDown={onKey}
          onBlur={() => setHushed(text)}
          onFocus={() => setHushed('')}
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
            area.current?.focus();
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
      <Suggestions anchor={box} items={items} active={chosen} onTake={take} onHush={() => setHushed(text)} />
    </div>
  );
}
