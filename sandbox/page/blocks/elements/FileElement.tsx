import { useRef, useState } from 'react';
import type { FileState } from '../../../protocol';
import { call } from '../../live/control';
import { readFiles } from '../../live/readFiles';
import { useDirectory, useDoings } from '../../live/workspace';
import { Icon } from '../../parts/Icon';
import type { ElementProps } from '../surface';

/** Files for a form: uploaded when chosen, the form holds their ids. */
export function FileElement({ element, value, onChange, id, label, describedBy, invalid }: ElementProps) {
  const { me } = useDirectory();
  const { toast } = useDoings();
  const [files, setFiles] = useState<FileState[]>([]);
  const [busy, setBusy] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const max = (element.max_files as number | undefined) ?? 10;
  const kinds = element.filetypes as string[] | undefined;
  const ids = Array.isArray(value) ? value : [];
  const chosen = files.filter((file) => ids.includes(file.id));

  const add = async (list: FileList | null) => {
    setBusy(true);
    try {
      const added: FileState[] = [];
      for (const file of await readFiles([...(list ?? [])].slice(0, max - chosen.length))) {
        const answer = await call<{ file: FileState }>('/files', { as: me.id, file });
        added.push(answer.file);
      }
      setFiles([...chosen, ...added]);
      onChange([...ids, ...added.map((file) => file.id)]);
    } catch (error) {
      toast('error', (error as Error).message);
    }
    setBusy(false);
    if (input.current) input.current.value = '';
  };

  return (
    <div className="file-field">
      {chosen.map((file) => (
        <span key={file.id} className="token">
          <span className="token-text">{file.name}</span>
          <button
            type="button"
            className="token-remove"
            aria-label={`Remove ${file.name}`}
            onClick={() => onChange(ids.filter((one) => one !== file.id))}
          >
            <Icon name="close" size={12} />
          </button>
        </span>
      ))}
      {chosen.length < max && (
        <label className="button">
          <Icon name="clip" size={16} /> {busy ? 'Uploading…' : 'Choose files'}
          <input
            ref={input}
            id={id}
            className="hidden-input"
            type="file"
            multiple={max > 1}
            disabled={busy}
            accept={kinds?.map((kind) => `.${kind}`).join(',')}
            aria-label={label}
            aria-describedby={describedBy}
            aria-invalid={invalid || undefined}
            onChange={(event) => void add(event.target.files)}
          />
        </label>
      )}
    </div>
  );
}
