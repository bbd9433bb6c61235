import type { BlockJson } from '../../protocol';
import { Picture } from './Picture';
import { Text, type TextObject } from './Text';

/** Small grey text and pictures in a row. */
export function ContextBlock({ block }: { block: BlockJson }) {
  const elements = (block.elements as (BlockJson & TextObject)[] | undefined) ?? [];
  return (
    <div className="block block-context">
      {elements.map((element, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: blocks are redrawn whole
        <div key={index} className="context-element">
          {element.type === 'image' ? <Picture source={element} size="small" /> : <Text object={element} />}
        </div>
      ))}
    </div>
  );
}
