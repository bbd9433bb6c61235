import { type FormEvent, useId, useState } from 'react';
import type { MailAccount, MailSend } from '../../mailProtocol';
import { call } from '../live/control';
import { readFiles } from '../live/readFiles';
import { useDoings } from '../live/workspace';
import { Icon } from '../parts/Icon';
import { fileSize } from '../text/fileSize';
import type { Customer } from './customersOf';
import { MailField } from './MailField';

export interface Draft {
  from: string;
  fromName: string;
  to: string;
  subject: string;
  replyTo?: MailSend['replyToMessage'];
}

interface Props {
  draft: Draft;
  customers: Customer[];
  team: MailAccount[];
  onClose(): void;
  onSent(from: string): void;
}

/** Writes an email as a customer: a seeded one or any address. */
export function ComposeMail({ draft, customers, team, onClose, onSent }: Props) {
  const { toast } = useDoings();
  const id = useId();
  const [from, setFrom] = useState(draft.from);
  const [fromName, setFromName] = useState(draft.fromName);
  const [to, setTo] = useState(draft.to);
  const [cc, setCc] = useState('');
  const [subject, setSubject] = useState(draft.subject);
  const [format, setFormat] = useState<'text' | 'html'>('text');
  const [body, setBody] = useState('');
  const [files, setFiles] = useState<File[]>([]);
  const [sending, setSending] = useState(false);

  const chooseFrom = (address: string) => {
    setFrom(address);
    const known = customers.find((one) => one.address === address.trim().toLowerCase());
    if (known) setFromName(known.name);
  };
  const send = async (event: FormEvent) => {
    event.preventDefault();
    setSending(true);
    try {
      const attachments = await readFiles(files);
      await call('/mail/send', {
        from: from.trim(),
        fromName: fromName.trim(),
        to: addresses(to),
        cc: cc.trim() === '' ? undefined : addresses(cc),
        subject,
        text: format === 'text' ? body : stripTags(body),
        html: format === 'html' ? body : undefined,
        attachments: attachments.map((one) => ({
          name: one.name,
          type: one.type ?? 'application/octet-stream',
          base64: one.base64,
        })),
        replyToMessage: draft.replyTo,
      } satisfies MailSend);
      toast('info', `Sent to ${addresses(to).join(', ')}.`);
      onSent(from.trim());
    } catch (error) {
      toast('error', (error as Error).message);
      setSending(false);
    }
  };

  return (
    <form className="mail-compose" aria-label="New email" onSubmit={(event) => void send(event)}>
      <div className="mail-tools">
        <button
          type="button"
          className="icon-button mail-back"
          aria-label="Back to the list"
          onClick={onClose}
        >
          <Icon name="back" />
        </button>
        <h2>{draft.replyTo ? 'Answer' : 'New email from a customer'}</h2>
        <button type="button" className="icon-button" aria-label="Discard email" onClick={onClose}>
          <Icon name="close" />
        </button>
      </div>
      <div className="mail-fields">
        <MailField
          label="From"
          type="email"
          list={`${id}-customers`}
          value={from}
          onChange={chooseFrom}
          required
        />
        <MailField label="Name" value={fromName} onChange={setFromName} />
        <MailField label="To" list={`${id}-team`} value={to} onChange={setTo} required />
        <MailField label="Cc" value={cc} onChange={setCc} />
        <MailField label="Subject" value={subject} onChange={setSubject} wide focus={!draft.replyTo} />
      </div>
      <datalist id={`${id}-customers`}>
        {customers.map((one) => (
          <option key={one.address} value={one.address}>
            {one.name}
          </option>
        ))}
      </datalist>
      <datalist id={`${id}-team`}>
        {team.map((one) => (
          <option key={one.address} value={one.address}>
            {one.name}
          </option>
        ))}
      </datalist>
      <div className="segments" role="radiogroup" aria-label="Format">
        {(['text', 'html'] as const).map((one) => (
          <label key={one} className={`segment${one === format ? ' current' : ''}`}>
            <input
              type="radio"
              className="hidden-input"
              name={`${id}-format`}
              checked={one === format}
              onChange={() => setFormat(one)}
            />
            {one === 'text' ? 'Text' : 'HTML'}
          </label>
        ))}
      </div>
      <textarea
        className={`text-input mail-body${format === 'html' ? ' monospace' : ''}`}
        aria-label="Message"
        placeholder={format === 'html' ? '<p>Hello,</p>' : 'Write your message'}
        value={body}
        onChange={(event) => setBody(event.target.value)}
        // biome-ignore lint/a11y/noAutofocus: the subject of an answer is already there
        autoFocus={draft.replyTo !== undefined}
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
      <div className="mail-send">
        <label className="button">
          <Icon name="clip" size={16} /> Attach files
          <input
            type="file"
            multiple
            className="hidden-input"
            aria-label="Attach files to the email"
            onChange={(event) => {
              setFiles([...files, ...(event.target.files ?? [])]);
              event.target.value = '';
            }}
          />
        </label>
        <button type="submit" className={`button primary${sending ? ' busy' : ''}`} disabled={sending}>
          <span className="button-text">Send email</span>
        </button>
      </div>
    </form>
  );
}

function addresses(list: string): string[] {
  return list.split(/[,;\s]+/).filter(Boolean);
}

/** The plain alternative of an HTML email, roughly; mail clients do it better. */
function stripTags(html: string): string {
  return html
    .replace(/<(br|\/p|\/div|\/li|\/tr|\/h\d)[^>]*>/gi, '\n')
    .replace(/<[^>]*>/g, '')
    .trim();
}
