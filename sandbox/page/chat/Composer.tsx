import { type ClipboardEvent, type DragEvent, useState } from 'react';
import type { Act, CommandState } from '../../protocol';
import { readFiles } from '../live/readFiles';
import { useDirectory, useDoings } from '../live/workspace';
import { Icon } from '../parts/Icon';
import { useWriting } from '../parts/useWriting';
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

/** Where one writes: messages, slash commands, files. Enter sends, Shift+Enter begins a line. */
export function Composer({ channel, channelName, thread, commands, placeholder }: Props) {
  const directory = useDirectory();
  const { act, toast } = useDoings();
  const draft = `${directory.me.id} ${channel} ${thread ?? ''}`;
  const writing = useWriting({ draft, highest: 240, first: 0 });
  const { text, caret, active, hushed, write, setHushed } = writing;
  const [files, setFiles] = useState<File[]>([]);
  const [broadcast, setBroadcast] = useState(false);
  const [sending, setSending] = useState(false);

  const suggested = hushed === text ? [] : suggestionsFor(text, caret, commands, directory);
  const take = (index: number) => {
    const one = suggested[index];
    if (one) setHushed(writing.put(one.from, one.insert, caret));
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

  // Enter sends a command that is already complete: `/inbox` alone is one.
  const enterTakes = suggested[active]?.insert !== text;
  const keys = { count: suggested.length, chosen: active, enterTakes, take, send: () => void send() };
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
      <div className="composer-box" ref={writing.box}>
        <textarea
          {...writing.field}
          className="composer-text"
          aria-label={placeholder}
          placeholder={placeholder}
          onKeyDown={(event) => writing.onKey(event, keys)}
          onPaste={onPaste}
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
        anchor={writing.box}
        items={suggested}
        active={active}
        onTake={take}
        onHush={() => setHushed(text)}
      />
    </div>
  );
}
