import type { HistoryMessage } from './transport';

/** The parts of Graph's chatMessage that Postroom reads. */
export interface GraphMessage {
  id: string;
  messageType?: string;
  createdDateTime: string;
  lastModifiedDateTime?: string | null;
  lastEditedDateTime?: string | null;
  deletedDateTime?: string | null;
  from?: { user?: { id: string; displayName?: string | null } | null } | null;
  body?: { contentType?: string; content?: string | null };
  mentions?: { id: number; mentionText?: string; mentioned?: { user?: { id: string } | null } | null }[];
  attachments?: { contentType?: string | null; name?: string | null; content?: string | null }[];
  /** With `$expand=replies`. */
  replies?: GraphMessage[];
}

const ADAPTIVE_CARD = 'application/vnd.microsoft.card.adaptive';

/** Instants come out with milliseconds, so that they compare as text. */
export function historyMessage(message: GraphMessage): HistoryMessage {
  const user = message.messageType === 'message' || !message.messageType ? message.from?.user : null;
  const attachments = message.attachments ?? [];
  const changes = [message, ...(message.replies ?? [])].flatMap(({ createdDateTime, lastModifiedDateTime }) =>
    [createdDateTime, lastModifiedDateTime].flatMap((one) => instant(one) ?? []),
  );
  return {
    id: message.id,
    createdAt: instant(message.createdDateTime) ?? new Date(0).toISOString(),
    modifiedAt: changes.sort().at(-1) ?? null,
    edited: Boolean(message.lastEditedDateTime),
    deleted: Boolean(message.deletedDateTime),
    user: user?.id.toLowerCase() ?? null,
    userName: user?.displayName ?? null,
    body: { html: message.body?.contentType === 'html', content: message.body?.content ?? '' },
    mentions: (message.mentions ?? []).map(({ id, mentionText, mentioned }) => ({
      id,
      name: mentionText ?? '',
      user: mentioned?.user?.id.toLowerCase() ?? null,
    })),
    attachmentNames: attachments.flatMap(({ contentType, name }) =>
      name && contentType !== ADAPTIVE_CARD ? [name] : [],
    ),
    cards: attachments.flatMap(({ contentType, content }) =>
      contentType === ADAPTIVE_CARD && content ? parsed(content) : [],
    ),
  };
}

function instant(text: string | null | undefined): string | null {
  const at = Date.parse(text ?? '');
  return Number.isNaN(at) ? null : new Date(at).toISOString();
}

function parsed(content: string): unknown[] {
  try {
    return [JSON.parse(content)];
  } catch {
    return [];
  }
}
