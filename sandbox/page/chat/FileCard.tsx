import type { FileState } from '../../protocol';
import { withToken } from '../live/control';
import { Icon } from '../parts/Icon';
import { fileSize } from '../text/fileSize';

const PREVIEWED = /^image\/(png|jpeg|gif|webp|avif)$/;

/** A shared file: pictures are previewed (never SVG), all can be downloaded. */
export function FileCard({ file }: { file: FileState }) {
  if (file.deleted) return <p className="message-deleted">This file was deleted.</p>;
  const url = withToken(file.url);
  const name = file.name || file.title;
  return (
    <div className="file-card">
      {PREVIEWED.test(file.mimetype) && (
        <a href={url} download={name} className="file-preview">
          <img src={url} alt={file.title || name} />
        </a>
      )}
      <a className="file-line" href={url} download={name}>
        <Icon name="file" />
        <span className="file-name" title={name}>
          <bdi>{name}</bdi>
        </span>
        <span className="file-size">{fileSize(file.size)}</span>
        <Icon name="download" size={16} />
      </a>
    </div>
  );
}
