import { nameOf } from '../bot/activities';
import { graphHtmlOf } from '../bot/personText';
import { type Answer, Refusal } from '../connector/answer';
import { LIMITS } from '../limits';
import { guid } from '../seed';
import type { Teams } from '../teams';
import type { StoredMessage, StoredPlace, StoredTeam } from '../world';

type Json = Record<string, unknown>;

/**
 * `GET teams/{group}/channels/{channel}/messages`, `…/{id}`, `…/{id}/replies`: what stands in a channel, as Microsoft
 * Graph tells it to an app with the RSC permission.
 * @param parts after `/graph/v1.0/`, decoded.
 */
export function graphAnswer(teams: Teams, parts: string[], url: URL): Answer {
  const [, group = '', , channel = '', , id, replies] = parts;
  const { team, place } = channelOf(teams, group, channel);
  const json = (message: StoredMessage): Json => chatMessage(teams, team, place, message);
  const shown = teams.world.inPlace(place.id).filter((message) => !message.targetedTo);
  if (id === undefined) {
    const latest = new Map<string, number>();
    for (const message of shown) {
      const root = message.root ?? message.id;
      latest.set(root, Math.max(latest.get(root) ?? 0, changedAt(message)));
    }
    const roots = shown
      .filter((message) => !message.root)
      .sort((one, other) => (latest.get(other.id) ?? 0) - (latest.get(one.id) ?? 0));
    const expanded = url.searchParams.get('$expand') === 'replies';
    const repliesTo = (id: string) => shown.filter((message) => message.root === id).reverse();
    const whole = (message: StoredMessage): Json => ({
      ...json(message),
      ...(expanded && { replies: repliesTo(message.id).map(json) }),
    });
    return page(url, roots, whole, `teams('${group}')/channels('${channel}')/messages`, ['$expand']);
  }
  const root = shown.find((message) => message.id === id && !message.root);
  if (!root) throw new Refusal(404, 'NotFound', 'The message was not found.');
  if (replies === undefined) return { status: 200, json: json(root) };
  const answers = shown.filter((message) => message.root === id).reverse();
  return page(url, answers, json, `teams('${group}')/channels('${channel}')/messages('${id}')/replies`);
}

/** True for the paths that `graphAnswer` knows. */
export function isGraphPath([teams, , channels, , messages, , replies]: string[]): boolean {
  const end = replies === undefined || replies === 'replies';
  return teams === 'teams' && channels === 'channels' && messages === 'messages' && end;
}

function channelOf(teams: Teams, group: string, channel: string): { team: StoredTeam; place: StoredPlace } {
  const { world } = teams;
  const team = [...world.teams.values()].find((one) => one.groupId === group);
  const place = world.places.get(channel);
  if (!team || place?.teamId !== team.id || place.deleted)
    throw new Refusal(404, 'NotFound', 'No team or channel has this id.');
  // Resource-specific consent comes with the installation in the team.
  if (!team.installed || !world.settings.readsChannels)
    throw new Refusal(
      403,
      'Forbidden',
      "Missing role permissions on the request. API requires one of 'ChannelMessage.Read.Group'.",
    );
  return { team, place };
}

function page(
  url: URL,
  all: StoredMessage[],
  json: (message: StoredMessage) => Json,
  context: string,
  more: string[] = [],
): Answer {
  for (const name of url.searchParams.keys())
    if (!['$top', '$skiptoken', ...more].includes(name))
      throw new Refusal(400, 'BadRequest', `Query option '${name}' is not allowed.`);
  const top = Number(url.searchParams.get('$top') ?? LIMITS.graphPage.max);
  if (!Number.isInteger(top) || top < 1 || top > LIMITS.graphTop.max)
    throw new Refusal(
      400,
      'BadRequest',
      `The limit of '${LIMITS.graphTop.max}' for Top query has been exceeded.`,
    );
  const from = Number(Buffer.from(url.searchParams.get('$skiptoken') ?? '', 'base64url').toString() || 0);
  const value = all.slice(from, from + top).map(json);
  const next = new URL(url);
  next.searchParams.set('$skiptoken', Buffer.from(String(from + top)).toString('base64url'));
  return {
    status: 200,
    json: {
      '@odata.context': `https://graph.microsoft.com/v1.0/$metadata#${context}`,
      '@odata.count': value.length,
      ...(from + top < all.length ? { '@odata.nextLink': next.href.replaceAll('%24', '$') } : {}),
      value,
    },
  };
}

function chatMessage(teams: Teams, team: StoredTeam, place: StoredPlace, message: StoredMessage): Json {
  const { world } = teams;
  const deleted = message.deletedAt !== undefined;
  const attachment = message.card && !deleted ? cardAttachment(teams, message) : undefined;
  const names = message.mentions.map((id) => nameOf(teams, id));
  const words = message.from === 'bot' ? `<p>${message.text}</p>` : graphHtmlOf(message.text, names);
  const content = attachment ? `<attachment id="${attachment.id}"></attachment>` : words;
  return {
    id: message.id,
    replyToId: message.root ?? null,
    etag: String(changedAt(message)),
    messageType: 'message',
    createdDateTime: iso(message.at),
    lastModifiedDateTime: iso(changedAt(message)),
    lastEditedDateTime: message.editedAt === undefined ? null : iso(message.editedAt),
    deletedDateTime: message.deletedAt === undefined ? null : iso(message.deletedAt),
    subject: null,
    summary: message.summary ?? null,
    chatId: null,
    importance: 'normal',
    locale: 'en-us',
    webUrl: `https://teams.microsoft.com/l/message/${encodeURIComponent(place.id)}/${message.id}`,
    policyViolation: null,
    eventDetail: null,
    channelIdentity: { teamId: team.groupId, channelId: place.id },
    from: identity(teams, message.from),
    body: { contentType: 'html', content: deleted ? '' : content },
    attachments: attachment ? [attachment] : [],
    mentions: deleted
      ? []
      : message.mentions.map((id, index) => ({
          id: index,
          mentionText: names[index],
          mentioned: { ...identity(teams, id), device: null, conversation: null, tag: null },
        })),
    reactions: [],
    messageHistory: [],
    tenantId: world.tenant.id,
  };
}

function cardAttachment(teams: Teams, message: StoredMessage): Json {
  return {
    id: guid(`attachment ${message.place} ${message.id}`).replaceAll('-', ''),
    contentType: 'application/vnd.microsoft.card.adaptive',
    contentUrl: null,
    content: JSON.stringify(message.card),
    name: null,
    thumbnailUrl: null,
    teamsAppId: teams.world.app.id,
  };
}

function identity(teams: Teams, id: string): Json {
  const { world } = teams;
  if (id === 'bot') {
    const application = { id: world.app.id, displayName: world.app.name, applicationIdentityType: 'bot' };
    return { device: null, user: null, application };
  }
  const user = {
    id,
    displayName: nameOf(teams, id),
    userIdentityType: 'aadUser',
    tenantId: world.tenant.id,
  };
  return { application: null, device: null, user };
}

function changedAt({ at, editedAt = 0, deletedAt = 0 }: StoredMessage): number {
  return Math.max(at, editedAt, deletedAt);
}

function iso(at: number): string {
  return new Date(at).toISOString();
}
