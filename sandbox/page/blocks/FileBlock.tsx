import type { BlockJson } from '../../protocol';
import { Icon } from '../parts/Icon';

/** A remote file: known by its id only. */
export function FileBlock({ block }: { block: BlockJson }) {
  return (
    <p className="block file-line">
      <Icon name="file" size={16} /> {String(block.external_id ?? 'File')}
    </p>
  );
}
