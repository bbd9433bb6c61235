import type { BlockJson } from '../../protocol';
import { Accessory } from './Accessory';

/** Buttons and selects in a row that wraps. */
export function ActionsBlock({ block }: { block: BlockJson }) {
  const elements = (block.elements as BlockJson[] | undefined) ?? [];
  return (
    <div className="block block-actions">
      {elements.map((element, index) => (
        <Accessory
          key={(element.action_id as string) ?? index}
          element={element}
          blockId={block.block_id ?? ''}
        />
      ))}
    </div>
  );
}
