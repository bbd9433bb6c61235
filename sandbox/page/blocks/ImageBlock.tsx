import type { BlockJson } from '../../protocol';
import { Picture } from './Picture';
import { Text, type TextObject } from './Text';

export function ImageBlock({ block }: { block: BlockJson }) {
  return (
    <figure className="block block-image">
      {block.title !== undefined && (
        <figcaption>
          <Text object={block.title as TextObject} />
        </figcaption>
      )}
      <Picture source={block} size="full" />
    </figure>
  );
}
