import {
  type ChangeEvent,
  type KeyboardEvent,
  type SyntheticEvent,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';

interface Options {
  /** Under which name the draft is kept: person, place and thread. */
  draft: string;
  /** How high the box grows with its text, in pixels. */
  highest: number;
  /** The suggestion that is chosen before an arrow key: the first, or none (-1). */
  first: 0 | -1;
}

/** What the keys do while something is suggested. */
interface Keys {
  count: number;
  /** The suggestion that is chosen; -1 for none. */
  chosen: number;
  /** Whether Enter takes it; else Enter sends. */
  enterTakes: boolean;
  take(index: number): void;
  send(): void;
}

/** What was begun and not sent. */
const drafts = new Map<string, string>();

/** The text of a composer, with its draft, its height, and the keyboard of the suggestions above it. */
export function useWriting({ draft, highest, first }: Options) {
  const [text, setText] = useState(() => drafts.get(draft) ?? '');
  const [caret, setCaret] = useState(0);
  const [active, setActive] = useState<number>(first);
  /** The text for which nothing more is suggested. */
  const [hushed, setHushed] = useState('');
  const area = useRef<HTMLTextAreaElement>(null);
  /** What the suggestions stand above. */
  const box = useRef<HTMLDivElement>(null);

  // biome-ignore lint/correctness/useExhaustiveDependencies: its height follows the text
  useLayoutEffect(() => {
    if (!area.current) return;
    area.current.style.height = 'auto';
    area.current.style.height = `${Math.min(area.current.scrollHeight, highest)}px`;
  }, [text, highest]);

  const write = (next: string) => {
    drafts.set(draft, next);
    setText(next);
    setActive(first);
  };
  /** Puts a word and a space in the place of `from` to `to`, and the caret behind it. Returns the new text. */
  const put = (from: number, word: string, to: number): string => {
    const next = `${text.slice(0, from)}${word} ${text.slice(to)}`;
    write(next);
    const end = from + word.length + 1;
    setCaret(end);
    requestAnimationFrame(() => {
      area.current?.setSelectionRange(end, end);
      area.current?.focus();
    });
    return next;
  };
  /** True when the key was for the suggestions, for sending, or for an input method. */
  const onKey = (event: KeyboardEvent, { count, chosen, enterTakes, take, send }: Keys): boolean => {
    if (event.nativeEvent.isComposing) return true;
    const enter = event.key === 'Enter' && !event.shiftKey;
    if (count > 0) {
      const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
      if (step !== 0) {
        event.preventDefault();
        setActive(chosen < 0 && step < 0 ? count - 1 : (chosen + step + count) % count);
        return true;
      }
      if (event.key === 'Tab' || (enter && enterTakes)) {
        event.preventDefault();
        take(Math.max(0, chosen));
        return true;
      }
      if (event.key === 'Escape') {
        event.stopPropagation();
        setHushed(text);
        return true;
      }
    }
    if (!enter) return false;
    event.preventDefault();
    send();
    return true;
  };
  /** For the textarea. */
  const field = {
    ref: area,
    rows: 1,
    value: text,
    onChange: (event: ChangeEvent<HTMLTextAreaElement>) => {
      write(event.target.value);
      setCaret(event.target.selectionStart);
    },
    onSelect: (event: SyntheticEvent<HTMLTextAreaElement>) => setCaret(event.currentTarget.selectionStart),
    onBlur: () => setHushed(text),
    onFocus: () => setHushed(''),
  };
  return { text, caret, active, hushed, area, box, field, write, put, onKey, setCaret, setHushed };
}
