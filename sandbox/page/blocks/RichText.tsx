import type { ReactNode } from 'react';
import { emojiCharacter } from '../text/emoji';
import { safeLink } from '../text/safeLink';
import { ChannelChip, DateText, Emoji, ExternalLink, UserChip } from './Inlines';

interface Style {
  bold?: boolean;
  italic?: boolean;
  strike?: boolean;
  underline?: boolean;
  code?: boolean;
}

/** Any element inside rich text; which keys are there depends on its type. */
export interface RichElement {
  type: string;
  text?: string;
  url?: string;
  name?: string;
  unicode?: string;
  value?: string;
  range?: string;
  user_id?: string;
  channel_id?: string;
  usergroup_id?: string;
  timestamp?: number;
  format?: string;
  fallback?: string;
  style?: Style | 'bullet' | 'ordered';
  indent?: number;
  offset?: number;
  border?: number;
  elements?: RichElement[];
}

/** A `rich_text` block. */
export function RichText({ elements }: { elements: RichElement[] }) {
  return (
    <div className="rich-text">
      {elements.map((element, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: blocks are redrawn whole
        <Part key={index} element={element} />
      ))}
    </div>
  );
}

function Part({ element }: { element: RichElement }) {
  const inside = element.elements ?? [];
  switch (element.type) {
    case 'rich_text_list': {
      const List = element.style === 'ordered' ? 'ol' : 'ul';
      const className = `indent-${Math.min(element.indent ?? 0, 8)}${element.border ? ' bordered' : ''}`;
      return (
        <List className={className} start={(element.offset ?? 0) + 1}>
          {inside.map((item, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: blocks are redrawn whole
            <li key={index}>
              <Run elements={item.elements ?? []} />
            </li>
          ))}
        </List>
      );
    }
    case 'rich_text_quote':
      return (
        <blockquote className="wrapped" dir="auto">
          <Run elements={inside} />
        </blockquote>
      );
    case 'rich_text_preformatted':
      return (
        <pre>
          <Run elements={inside} />
        </pre>
      );
    default:
      return (
        <div className="wrapped" dir="auto">
          <Run elements={inside} />
        </div>
      );
  }
}

function Run({ elements }: { elements: RichElement[] }): ReactNode {
  return elements.map((element, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: blocks are redrawn whole
    <Styled key={index} style={typeof element.style === 'object' ? element.style : undefined}>
      {leaf(element)}
    </Styled>
  ));
}

function Styled({ style, children }: { style?: Style; children: ReactNode }): ReactNode {
  let node = children;
  if (style?.code) node = <code>{node}</code>;
  if (style?.bold) node = <strong>{node}</strong>;
  if (style?.italic) node = <em>{node}</em>;
  if (style?.strike) node = <s>{node}</s>;
  if (style?.underline) node = <u>{node}</u>;
  return node;
}

function leaf(element: RichElement): ReactNode {
  switch (element.type) {
    case 'text':
      return element.text ?? '';
    case 'link': {
      const url = safeLink(element.url ?? '');
      const label = element.text || element.url || '';
      return url ? <ExternalLink url={url}>{label}</ExternalLink> : label;
    }
    case 'emoji':
      return emojiCharacter(element.name ?? '').startsWith(':') ? (
        unicodeOf(element)
      ) : (
        <Emoji name={element.name ?? ''} />
      );
    case 'user':
      return <UserChip id={element.user_id ?? ''} />;
    case 'channel':
      return <ChannelChip id={element.channel_id ?? ''} />;
    case 'usergroup':
      return <span className="mention">@group</span>;
    case 'broadcast':
      return <span className="mention mention-me">@{element.range}</span>;
    case 'date':
      return (
        <DateText
          timestamp={element.timestamp ?? 0}
          format={element.format ?? ''}
          fallback={element.fallback}
          url={element.url === undefined ? undefined : safeLink(element.url)}
        />
      );
    case 'color':
      return (
        <span className="colour">
          <span
            className="colour-dot"
            style={{
              backgroundColor: /^#[0-9a-f]{3,8}$/i.test(element.value ?? '') ? element.value : 'transparent',
            }}
          />
          {element.value}
        </span>
      );
    default:
      return element.text ?? '';
  }
}

/** An emoji outside of the table: its code points, `1f44d-1f3fb`, or its shortcode. */
function unicodeOf(element: RichElement): string {
  const points = (element.unicode ?? '').split('-').map((part) => Number.parseInt(part, 16));
  const valid = points.length > 0 && points.every((point) => point > 0 && point <= 0x10ffff);
  return valid ? String.fromCodePoint(...points) : `:${element.name ?? ''}:`;
}
