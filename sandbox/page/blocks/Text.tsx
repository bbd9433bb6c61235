import { memo } from 'react';
import { parseMrkdwn, type TextBlock, withEmoji } from '../text/mrkdwn';
import { Inlines } from './Inlines';

export interface TextObject {
  type: string;
  text: string;
  verbatim?: boolean;
}

/** A Block Kit text object: mrkdwn, or plain text (where only emoji shortcodes mean something). */
export const Text = memo(function Text({ object }: { object?: TextObject | null }) {
  if (!object || typeof object.text !== 'string') return null;
  if (object.type === 'mrkdwn') return <Mrkdwn text={object.text} verbatim={object.verbatim} />;
  return (
    <span className="plain-text">
      <Inlines nodes={withEmoji(object.text)} />
    </span>
  );
});

export const Mrkdwn = memo(function Mrkdwn({ text, verbatim }: { text: string; verbatim?: boolean }) {
  return (
    <div className="mrkdwn">
      {parseMrkdwn(text, { verbatim }).map((block, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: parsed text has no other identity
        <MrkdwnBlock key={index} block={block} />
      ))}
    </div>
  );
});

function MrkdwnBlock({ block }: { block: TextBlock }) {
  if (block.kind === 'preformatted') return <pre>{block.text}</pre>;
  const lines = block.lines.map((line, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: parsed text has no other identity
    <div key={index} className={line.length === 0 ? 'line line-empty' : 'line'} dir="auto">
      <Inlines nodes={line} />
    </div>
  ));
  return block.kind === 'quote' ? <blockquote>{lines}</blockquote> : lines;
}
