import { type ClipboardEvent, type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { Icon, type IconName } from '../../parts/Icon';
import { safeLink } from '../../text/safeLink';
import type { RichElement } from '../RichText';
import { type ElementProps, plain } from '../surface';
import { fillEditor, readEditor } from './richTextDom';

const TOOLS: { name: string; icon: IconName; command: string }[] = [
  { name: 'Bold', icon: 'bold', command: 'bold' },
  { name: 'Italic', icon: 'italic', command: 'italic' },
  { name: 'Bulleted list', icon: 'list', command: 'insertUnorderedList' },
  { name: 'Numbered list', icon: 'numbers', command: 'insertOrderedList' },
];

/**
 * Formatted text: bold, italic, lists, links. The browser's editing commands are old but everywhere; the text
 * is read from the editor's nodes, and what is pasted arrives as plain text.
 */
export function RichTextElement({ element, value, onChange, ...props }: ElementProps) {
  const editor = useRef<HTMLDivElement>(null);
  const [asking, setAsking] = useState(false);
  const [address, setAddress] = useState('');
  const range = useRef<Range>(undefined);

  // biome-ignore lint/correctness/useExhaustiveDependencies: filled once; after that the editor owns its text
  useEffect(() => {
    if (!editor.current) return;
    if (typeof value === 'string') editor.current.textContent = value;
    else if (value && typeof value === 'object')
      fillEditor(editor.current, value as { elements?: RichElement[] });
    if (element.focus_on_load === true) editor.current.focus();
  }, []);

  const changed = () => editor.current && onChange(readEditor(editor.current));
  const run = (command: string, argument?: string) => {
    editor.current?.focus();
    document.execCommand(command, false, argument);
    changed();
  };
  const paste = (event: ClipboardEvent) => {
    event.preventDefault();
    document.execCommand('insertText', false, event.clipboardData.getData('text/plain'));
  };
  const askLink = () => {
    const selection = window.getSelection();
    range.current = selection?.rangeCount ? selection.getRangeAt(0).cloneRange() : undefined;
    setAsking(true);
  };
  const link = () => {
    const url = safeLink(/^[a-z]+:/i.test(address) ? address : `https://${address}`);
    setAsking(false);
    setAddress('');
    editor.current?.focus();
    const selection = window.getSelection();
    if (range.current && selection) {
      selection.removeAllRanges();
      selection.addRange(range.current);
    }
    if (!url) return;
    if (range.current?.collapsed === false) run('createLink', url);
    else run('insertText', url);
  };
  const onKey = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' && event.key !== 'Escape') return;
    event.preventDefault();
    event.stopPropagation();
    if (event.key === 'Enter') link();
    else setAsking(false);
  };

  return (
    <div className={`rich-editor${props.invalid ? ' invalid' : ''}`}>
      <div className="rich-tools" role="toolbar" aria-label="Formatting">
        {TOOLS.map((tool) => (
          <button
            key={tool.name}
            type="button"
            className="icon-button small"
            aria-label={tool.name}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => run(tool.command)}
          >
            <Icon name={tool.icon} size={16} />
          </button>
        ))}
        <button
          type="button"
          className="icon-button small"
          aria-label="Link"
          onMouseDown={(event) => event.preventDefault()}
          onClick={askLink}
        >
          <Icon name="link" size={16} />
        </button>
        {asking && (
          <input
            className="text-input rich-link"
            aria-label="Address of the link"
            placeholder="https://…, then Enter"
            value={address}
            // biome-ignore lint/a11y/noAutofocus: it appears because the person asked for it
            autoFocus
            onChange={(event) => setAddress(event.target.value)}
            onKeyDown={onKey}
            onBlur={() => setAsking(false)}
          />
        )}
      </div>
      {/* biome-ignore lint/a11y/useSemanticElements: a textarea has no formatting */}
      <div
        ref={editor}
        id={props.id}
        className="rich-area"
        contentEditable
        suppressContentEditableWarning
        role="textbox"
        tabIndex={0}
        aria-multiline="true"
        aria-label={props.label}
        aria-describedby={props.describedBy}
        aria-invalid={props.invalid || undefined}
        aria-required={props.required || undefined}
        data-placeholder={plain(element.placeholder)}
        data-empty={value === null || undefined}
        onInput={changed}
        onPaste={paste}
      />
    </div>
  );
}
