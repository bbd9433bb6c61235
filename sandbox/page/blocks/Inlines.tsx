import type { ReactNode } from 'react';
import { parsePermalink } from '../live/permalink';
import { formatRoute } from '../live/route';
import { readerOf, useDirectory } from '../live/workspace';
import { formatDate } from '../text/dates';
import { emojiCharacter } from '../text/emoji';
import type { Inline } from '../text/mrkdwn';

/** Inline text as React nodes. Text only ever becomes text nodes; nothing is inserted as markup. */
export function Inlines({ nodes }: { nodes: Inline[] }): ReactNode {
  // biome-ignore lint/suspicious/noArrayIndexKey: parsed text has no other identity
  return nodes.map((node, index) => <InlineNode key={index} node={node} />);
}

function InlineNode({ node }: { node: Inline }): ReactNode {
  switch (node.kind) {
    case 'text':
      return node.text;
    case 'bold':
      return (
        <strong>
          <Inlines nodes={node.children} />
        </strong>
      );
    case 'italic':
      return (
        <em>
          <Inlines nodes={node.children} />
        </em>
      );
    case 'strike':
      return (
        <s>
          <Inlines nodes={node.children} />
        </s>
      );
    case 'code':
      return <code>{node.text}</code>;
    case 'emoji':
      return <Emoji name={node.name} />;
    case 'link':
      return (
        <ExternalLink url={node.url}>
          <Inlines nodes={node.label} />
        </ExternalLink>
      );
    case 'user':
      return <UserChip id={node.id} label={node.label} />;
    case 'channel':
      return <ChannelChip id={node.id} label={node.label} />;
    case 'usergroup':
      return <span className="mention">{node.label ?? '@group'}</span>;
    case 'broadcast':
      return <span className="mention mention-me">@{node.range}</span>;
    case 'date':
      return <DateText {...node} />;
  }
}

export function Emoji({ name }: { name: string }) {
  return (
    <span className="emoji" role="img" aria-label={name.replace(/[_-]/g, ' ')} title={`:${name}:`}>
      {emojiCharacter(name)}
    </span>
  );
}

export function ExternalLink({ url, children }: { url: string; children: ReactNode }) {
  const { me } = useDirectory();
  const message = parsePermalink(url, window.location.host);
  if (message)
    return <a href={formatRoute({ as: me.id, place: { kind: 'channel', ...message } })}>{children}</a>;
  return (
    <a href={url} target="_blank" rel="noreferrer noopener" title={url}>
      {children}
    </a>
  );
}

export function UserChip({ id, label }: { id: string; label?: string }) {
  const { people, me } = useDirectory();
  const name = people.get(id)?.name ?? label ?? 'unknown person';
  return <span className={`mention${id === me.id ? ' mention-me' : ''}`}>@{name}</span>;
}

export function ChannelChip({ id, label }: { id: string; label?: string }) {
  const { channels, me } = useDirectory();
  const channel = channels.get(id);
  if (!channel) return <span className="mention">{label ? `#${label}` : '#private channel'}</span>;
  return (
    <a className="mention" href={`#/as/${me.id}/channel/${channel.id}`}>
      #{channel.name}
    </a>
  );
}

interface DateProps {
  timestamp: number;
  format: string;
  url?: string;
  fallback?: string;
}

/** A moment in the viewer's language and time zone. */
export function DateText({ timestamp, format, url, fallback }: DateProps) {
  const reader = readerOf(useDirectory().me);
  const words = formatDate(format, timestamp, reader) || fallback || '';
  const title = formatDate('{date_long}, {time}', timestamp, reader);
  const at = new Date(timestamp * 1000);
  const time = (
    <time dateTime={Number.isNaN(at.getTime()) ? undefined : at.toISOString()} title={title}>
      {words}
    </time>
  );
  return url ? <ExternalLink url={url}>{time}</ExternalLink> : time;
}
