import {
  type ClipboardEvent,
  type DragEvent,
  type KeyboardEvent,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';
import type { Act, CommandState } from '../../protocol';
import { readFiles } from '../live/readFiles';
import { useDirectory, useDoings } from '../live/workspace';
import { Icon } from '../parts/Icon';
import { fileSize } from '../text/fileSize';
import { fromTyped } from '../text/typed';
import { GlobalShortcuts } from './GlobalShortcuts';
import { Suggestions } from './Suggestions';
import { suggestionsFor } from './suggestionsFor';

interface Props {
  channel: string;
  channelName: string;
  thread?: string;
  commands: CommandState[];
  placeholder: string;
}

/** What was begun and not sent, per channel and thread. */
const drafts = new Map<string, string>();

/** Where one writes: messages, slash commands, files. Enter sends, Shift+Enter begins a line. */
export function Composer({ channel, channelName, thread, commands, placeholder }: Props) {
  const directory = useDirectory();
  const { act, toast } = useDoings();
  const place = `${directory.me.id} ${channel} ${thread ?? ''}`;
  const [text, setText] = useState(() => drafts.get(place) ?? '');
  const [files, setFiles] = useState<File[]>([]);
  const [broadcast, setBroadcast] = useState(false);
  const [sending, setSending] = useState(false);
  const [active, setActive] = useState(0);
  const [caret, setCaret] = useState(0);
  const [hushed, setHushed] = useState('');
  const area = useRef<HTMLTextAreaElement>(null);
  const box = useRef<HTMLDivElement>(null);

  // biome-ignore lint/correctness/useExhaustiveDependencies: its height follows the text
  useLayoutEffect(() => {
    if (!area.current) return;
    area.current.style.height = 'auto';
    area.current.style.height = `${Math.min(area.current.scrollHeight, 240)}px`;
  }, [text]);

  const write = (next: string) => {
    drafts.set(place, next);
    setText(next);
    setActive(0);
  };
  const suggested = hushed === text ? [] : suggestionsFor(text, caret, commands, directory);
  const take = (index: number) => {
    const one = suggested[index];
    if (!one) return;
    const next = `${text.slice(0, one.from)}${one.insert} ${text.slice(caret)}`;
    write(next);
    setHushed(next);
    requestAnimationFrame(() => {
      const end = one.from + one.insert.length + 1;
      area.current?.setSelectionRange(end, end);
      area.current?.focus();
    });
  };

  const send = async () => {
    const trimmed = text.trim();
    if (sending || (trimmed === '' && files.length === 0)) return;
    setSending(true);
    let what: Act;
    const command = /^(\/[a-z0-9_-]+)(?:\s+([\s\S]*))?$/i.exec(trimmed);
    if (command?.[1] && files.length === 0) {
      what = { type: 'command', channel, command: command[1], text: (command[2] ?? '').trim(), thread };
    } else {
      const content = await readFiles(files).catch((error: Error) => toast('error', error.message));
      if (!content) {
        setSending(false);
        return;
      }
      what = {
        type: 'message',
        channel,
        text: fromTyped(trimmed, directory),
        thread,
        broadcast: broadcast || undefined,
        files: content.length > 0 ? content : undefined,
      };
    }
    // Emptied before the answer, so that one can go on typing; put back when it was refused.
    write('');
    const result = await act(what);
    setSending(false);
    if (!result.ok && !result.ack) write(text);
    else {
      setFiles([]);
      setBroadcast(false);
    }
  };

  const onKey = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (suggested.length > 0) {
      const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
      if (step !== 0) {
        event.preventDefault();
        setActive((active + step + suggested.length) % suggested.length);
        return;
      }
      // Enter sends a command that is already complete: `/inbox` alone is one.
      const complete = suggested[active]?.insert === text;
      if (event.key === 'Tab' || (event.key === 'Enter' && !event.shiftKey && !complete)) {
        event.preventDefault();
        take(active);
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
    }
  };
  const addFiles = (list: Iterable<File>) => setFiles((before) => [...before, ...list].slice(0, 10));
  const onPaste = (event: ClipboardEvent) => {
    if (event.clipboardData.files.length > 0) {
      event.preventDefault();
      addFiles(event.clipboardData.files);
    }
  };
  const onDrop = (event: DragEvent) => {
    if (event.dataTransfer.files.length === 0) return;
    event.preventDefault();
    addFiles(event.dataTransfer.files);
  };

  const ready = text.trim() !== '' || files.length > 0;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: files can also be chosen with the button
    <div className="composer" onDragOver={(event) => event.preventDefault()} onDrop={onDrop}>
      <div className="composer-box" ref={box}>
        <textarea
          ref={area}
          rows={1}
          className="composer-text"
          aria-label={placeholder}
          placeholder={placeholder}
          value={text}
          onChange={(event) => {
            write(event.target.value);
            setCaret(event.target.selectionStart);
          }}
          onSelect={(event) => setCaret(event.currentTarget.selectionStart)}
          onKeyDown={onKey}
          onPaste={onPaste}
          onBlur={() => setHushed(text)}
          onFocus={() => setHushed('')}
        />
        {files.length > 0 && (
          <ul className="composer-files">
            {files.map((file, index) => (
              <li key={`${file.name} ${file.size} ${file.lastModified}`} className="token">
                <Icon name="file" size={14} />
                <span className="token-text">{file.name}</span>
                <span className="file-size">{fileSize(file.size)}</span>
                <button
                  type="button"
                  className="token-remove"
                  aria-label={`Remove ${file.name}`}
                  onClick={() => setFiles(files.filter((_, at) => at !== index))}
                >
                  <Icon name="close" size={12} />
                </button>
              </li>
            ))}
          </ul>
        )}
        <div className="composer-bar">
          <label className="icon-button small" title="Attach files">
            <Icon name="clip" size={18} />
            <input
              className="hidden-input"
              type="file"
              multiple
              aria-label="Attach files"
              onChange={(event) => {
                addFiles(event.target.files ?? []);
                event.target.value = '';
              }}
            />
          </label>
          <GlobalShortcuts />
          {thread !== undefined && (
            <label className="composer-broadcast">
              <input
                type="checkbox"
                checked={broadcast}
                onChange={(event) => setBroadcast(event.target.checked)}
              />
              Also send to {channelName}
            </label>
          )}
          <button
            type="button"
            className={`composer-send${ready ? ' ready' : ''}`}
            aria-label="Send message"
            disabled={!ready || sending}
            onClick={() => void send()}
          >
            <Icon name="send" size={18} />
          </button>
        </div>
      </div>
      <Suggestions
        anchor={box}
        items={suggested}
        active={active}
        onTake={take}
        onHush={() => setHushed(text)}
      />
    </div>
  );
}
