import type { BlockJson } from '../../protocol';
import { withToken } from '../live/control';
import { Icon } from '../parts/Icon';

/**
 * A picture of a block. Only what the sandbox itself serves is loaded: a picture from elsewhere could tell its
 * sender that it was looked at, so its description stands in its place.
 */
export function Picture({ source, size }: { source: BlockJson; size: 'small' | 'accessory' | 'full' }) {
  const alt = String(source.alt_text ?? 'picture');
  const url = ownAddress(source);
  if (!url) {
    return (
      <span className={`picture-absent picture-${size}`} role="img" aria-label={alt} title={alt}>
        <Icon name="image" size={size === 'small' ? 14 : 20} />
        {size === 'full' && <span>{alt} (from another server, not loaded)</span>}
      </span>
    );
  }
  return <img className={`picture picture-${size}`} src={withToken(url)} alt={alt} />;
}

function ownAddress(source: BlockJson): string | undefined {
  const file = source.slack_file as { id?: string; url?: string } | undefined;
  if (file?.id) return `/control/files/${encodeURIComponent(file.id)}`;
  const address = file?.url ?? (source.image_url as string | undefined);
  if (!address) return undefined;
  if (!URL.canParse(address, window.location.href)) return undefined;
  const path = new URL(address, window.location.href).pathname;
  // A file that was shared in chat has its id in its address; loading it from here is safe wherever that points.
  const id = /^\/(?:control\/files|files-pri|files)\/.*?\b(F[A-Z0-9]{3,})\b/.exec(path)?.[1];
  return id && `/control/files/${id}`;
}
