import type { Stage } from '../../bench/stage';
import { withoutFiles } from '../../src/app/postContent';
import { postKey } from '../../src/ports/postKey';
import { drawCard } from '../../src/teams/drawCard';
import { isChannel, readReach } from '../../src/teams/reach';
import { keyOfCard } from '../../src/teams/renderCard';
import type { Projection } from './chatIsState';

export async function teamsProjection({ teams, source }: Stage): Promise<Projection> {
  if (!teams) throw new Error('The stage has no Teams.');
  const [{ team, reach }]: [{ team: string; reach: unknown }] = await source.query(
    `select team, reach from installation where platform = 'teams'`,
  );
  return {
    standing: (channels) =>
      channels.flatMap((channel) => {
        const place = isChannel(channel) ? teams.channel(channel) : chatWith(channel);
        return place.messages
          .filter(({ from, deleted }) => from === 'bot' && !deleted)
          .map((message) => ({
            channel,
            ts: message.id,
            thread: message.root ?? message.id,
            // In a chat with the bot nothing tells after a crash whether something was posted: it may stand there twice.
            free: message.targetedTo !== undefined || !isChannel(channel) || keyOfCard(message.card) === null,
            words: message.summary ?? message.text,
          }));
      }),

    async expectSays(post, content, at) {
      const message = teams.message(at.channel, at.ts)!;
      expect(keyOfCard(message.card)).toBe(postKey(post));
      // Said once, with what was known then.
      if (post.kind === 'notice') return;
      const { card } = withoutFiles(content);
      const drawn = await drawCard(card, postKey(post), [], { tenant: team, reach: readReach(reach) });
      const { refresh: _, ...shown } = message.card!;
      expect(comparable(shown, post.kind)).toEqual(comparable(drawn.card, post.kind));
    },
  };

  function chatWith(channel: string) {
    const place = ['dana', 'ada', 'ben']
      .map((name) => teams!.chat(name))
      .find((chat) => chat?.id === channel);
    if (!place) throw new Error(`There is no chat ${channel}.`);
    return place;
  }
}

/** As in Slack: an entry's heading and the version that its buttons name are those of when it was posted. */
function comparable(card: Record<string, unknown>, kind: string): unknown {
  if (kind === 'card') return card;
  const body = (card.body as unknown[]).slice(kind === 'email' ? 1 : 0);
  return JSON.parse(JSON.stringify({ ...card, body }).replace(/"version":\d+/g, '"version":0'));
}
