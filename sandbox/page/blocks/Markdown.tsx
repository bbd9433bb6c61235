import { memo } from 'react';
import { type MarkdownNode, parseMarkdown } from '../text/markdown';
import type { Inline } from '../text/mrkdwn';
import { Inlines } from './Inlines';

/** The `markdown` block: standard Markdown. */
export const Markdown = memo(function Markdown({ text }: { text: string }) {
  return (
    <div className="markdown">
      {parseMarkdown(text).map((node, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: parsed text has no other identity
        <Node key={index} node={node} />
      ))}
    </div>
  );
});

function Lines({ lines }: { lines: Inline[][] }) {
  return lines.map((line, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: parsed text has no other identity
    <div key={index} className="line" dir="auto">
      <Inlines nodes={line} />
    </div>
  ));
}

function Node({ node }: { node: MarkdownNode }) {
  switch (node.kind) {
    case 'heading':
      return (
        <p className={`markdown-heading level-${node.level}`}>
          <Inlines nodes={node.content} />
        </p>
      );
    case 'paragraph':
      return (
        <div className="markdown-paragraph">
          <Lines lines={node.lines} />
        </div>
      );
    case 'quote':
      return (
        <blockquote>
          <Lines lines={node.lines} />
        </blockquote>
      );
    case 'list': {
      const List = node.ordered ? 'ol' : 'ul';
      return (
        <List>
          {node.items.map((item, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: parsed text has no other identity
            <li key={index}>
              <Inlines nodes={item} />
            </li>
          ))}
        </List>
      );
    }
    case 'preformatted':
      return <pre>{node.text}</pre>;
    case 'rule':
      return <hr />;
  }
}
