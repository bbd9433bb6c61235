import type { BlockJson } from '../../protocol';
import { Accessory } from './Accessory';
import { plain } from './surface';
import { Text, type TextObject } from './Text';

/** Text, up to ten fields in two columns, and one element at the right. */
export function SectionBlock({ block }: { block: BlockJson }) {
  const text = block.text as TextObject | undefined;
  const fields = (block.fields as TextObject[] | undefined) ?? [];
  const accessory = block.accessory as BlockJson | undefined;
  return (
    <div className="block block-section">
      <div className="section-body">
        {text && (
          <div className="section-text">
            <Text object={text} />
          </div>
        )}
        {fields.length > 0 && (
          <div className="section-fields">
            {fields.map((field, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: blocks are redrawn whole
              <div key={index} className="section-field">
                <Text object={field} />
              </div>
            ))}
          </div>
        )}
      </div>
      {accessory && (
        <div className="section-accessory">
          <Accessory element={accessory} blockId={block.block_id ?? ''} label={plain(text)} />
        </div>
      )}
    </div>
  );
}
