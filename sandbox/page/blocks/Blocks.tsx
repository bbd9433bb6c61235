import type { BlockJson } from '../../protocol';
import { ActionsBlock } from './ActionsBlock';
import { ContextBlock } from './ContextBlock';
import { FileBlock } from './FileBlock';
import { ImageBlock } from './ImageBlock';
import { InputBlock } from './InputBlock';
import { Markdown } from './Markdown';
import { type RichElement, RichText } from './RichText';
import { SectionBlock } from './SectionBlock';
import { TableBlock } from './TableBlock';
import { Text, type TextObject } from './Text';

/** The blocks of a message or view, in order. */
export function Blocks({ blocks }: { blocks: BlockJson[] }) {
  return (
    <div className="blocks">
      {blocks.map((block, index) => (
        <OneBlock key={block.block_id ?? index} block={block} />
      ))}
    </div>
  );
}

function OneBlock({ block }: { block: BlockJson }) {
  switch (block.type) {
    case 'section':
      return <SectionBlock block={block} />;
    case 'header':
      return (
        <h3 className="block block-header" dir="auto">
          <Text object={block.text as TextObject} />
        </h3>
      );
    case 'divider':
      return <hr className="block block-divider" />;
    case 'context':
      return <ContextBlock block={block} />;
    case 'actions':
      return <ActionsBlock block={block} />;
    case 'input':
      return <InputBlock block={block} />;
    case 'image':
      return <ImageBlock block={block} />;
    case 'rich_text':
      return (
        <div className="block">
          <RichText elements={(block.elements as RichElement[]) ?? []} />
        </div>
      );
    case 'file':
      return <FileBlock block={block} />;
    case 'markdown':
      return (
        <div className="block">
          <Markdown text={String(block.text ?? '')} />
        </div>
      );
    case 'table':
      return <TableBlock block={block} />;
    default:
      return <p className="block block-unknown">A block of type “{block.type}” is not drawn here.</p>;
  }
}
