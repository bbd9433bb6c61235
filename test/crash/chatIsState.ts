import type { Stage } from '../../bench/stage';
import { type PostContent, postContent } from '../../src/app/postContent';
import type { Post } from '../../src/ports/rows';
import { slackProjection } from './slackProjection';
import { teamsProjection } from './teamsProjection';

/** A message of the bot. */
export interface Standing {
  channel: string;
  ts: string;
  /** The root message of its thread; its own id when it is one. */
  thread: string;
  /** A private answer may stand without belonging to anything. */
  free: boolean;
  /** For the message of a failure. */
  words: string;
}

/** What stands in chat, platform by platform. */
export interface Projection {
  /** In these channels, all that nobody deleted. */
  standing(channels: string[]): Standing[];
  /** That the message says what the post has to say now. */
  expectSays(post: Post, content: PostContent, at: Standing): Promise<void>;
}

/**
 * Chat shows what the database says, exactly, on every platform: one card per conversation and channel, each entry of
 * a thread once, and no message of the bot that belongs to nothing.
 */
export async function expectChatIsState(stage: Stage): Promise<void> {
  const posts = await allPosts(stage);
  expectOnce(posts);
  const installations: { id: string; platform: 'slack' | 'teams' }[] = await stage.source.query(
    'select id, platform from installation',
  );
  await expectOneCardEach(stage, posts, installations.length);
  for (const { id, platform } of installations) {
    const projection = platform === 'slack' ? slackProjection(stage) : await teamsProjection(stage);
    await expectShown(
      stage,
      projection,
      posts.filter((post) => post.installationId === id),
    );
  }
}

async function expectShown(stage: Stage, projection: Projection, posts: Post[]): Promise<void> {
  const channels = [...new Set(posts.flatMap(({ channel }) => channel ?? []))];
  const messages = new Map(projection.standing(channels).map((message) => [keyOf(message), message]));
  for (const post of posts) {
    const key = keyOf({ channel: post.channel!, ts: post.ts! });
    const message = messages.get(key);
    const content = await stage.store.transaction((tx) => postContent(tx, post));
    // An entry without content has no message.
    if (content === null) {
      expect(message).toBeUndefined();
      continue;
    }
    if (!message) throw new Error(`Chat does not show ${JSON.stringify(post)}`);
    expect(message.thread).toBe(post.rootTs ?? message.ts);
    await projection.expectSays(post, content, message);
    messages.delete(key);
  }
  expect([...messages.values()].filter(({ free }) => !free)).toEqual([]);
}

async function allPosts(stage: Stage): Promise<Post[]> {
  const rows: { id: string }[] = await stage.source.query('select id from post where not gone order by id');
  return stage.store.transaction(async (tx) => {
    const posts: Post[] = [];
    for (const { id } of rows) posts.push((await tx.posts.get(id))!);
    return posts;
  });
}

/** Nothing is planned twice for the same place. */
function expectOnce(posts: Post[]): void {
  const entries = posts.filter((post) => post.kind !== 'notice');
  const names = entries.map((post) =>
    [post.kind, post.conversationId, post.ref, post.rootId, post.personId, post.installationId].join(' '),
  );
  expect(names.length).toBe(new Set(names).size);
}

/** In each channel one, with every later email in its thread. */
async function expectOneCardEach(stage: Stage, posts: Post[], channels: number): Promise<void> {
  const rows: { id: string; emails: string[] }[] = await stage.source.query(
    `select c.id, array(select email_id from conversation_email e where e.conversation_id = c.id and position > 1)
              as emails
       from conversation c where shown`,
  );
  for (const { id, emails } of rows) {
    const cards = posts.filter((post) => post.kind === 'card' && post.conversationId === id);
    const forAll = cards.filter((card) => card.personId === null);
    expect(forAll).toHaveLength(channels);
    expect(new Set(forAll.map(({ channel }) => channel)).size).toBe(channels);
    for (const card of cards) {
      const entries = posts.filter((post) => post.kind === 'email' && post.rootId === card.id);
      const later = entries.filter((post) => emails.includes(post.ref!)).map((post) => post.ref);
      expect(later.sort()).toEqual([...emails].sort());
    }
  }
}

function keyOf({ channel, ts }: Pick<Standing, 'channel' | 'ts'>): string {
  return `${channel} ${ts}`;
}
