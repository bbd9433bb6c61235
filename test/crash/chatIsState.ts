import type { Stage } from '../../bench/stage';
import type { BlockJson, MessageState } from '../../sandbox/protocol';
import { postContent } from '../../src/app/postContent';
import type { Post } from '../../src/ports/rows';
import { renderCard } from '../../src/slack/renderCard';
import { withLinks } from '../../src/ui/messageLinks';

/**
 * Chat shows what the database says, exactly: one card per conversation and surface, each entry of a thread once, and
 * no message of the bot that belongs to nothing.
 */
export async function expectChatIsState(stage: Stage): Promise<void> {
  const posts = await allPosts(stage);
  const channels = [...new Set(posts.map((post) => post.channel!))];
  const messages = new Map<string, MessageState>();
  for (const channel of channels) {
    for (const message of stage.slack.channel(channel).messages) {
      if (message.user === stage.slack.botUserId && !message.subtype) messages.set(keyOf(message), message);
    }
  }
  expectOnce(posts);
  await expectOneCardEach(stage, posts);
  const shown: string[] = [];
  for (const post of posts) {
    const message = post.ts === null ? undefined : messages.get(`${post.channel} ${post.ts}`);
    if (await expectShown(stage, post, message)) shown.push(keyOf(message!));
  }
  // Private answers go to a direct channel when there is no other way: they carry no buttons.
  const others = [...messages.values()].filter((message) => !shown.includes(keyOf(message)));
  const orphans = others.filter((message) => !isDirect(message) || JSON.stringify(message).includes('"do:'));
  expect(orphans.map(({ channel, ts, text }) => ({ channel, ts, text }))).toEqual([]);
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
    [post.kind, post.conversationId, post.ref, post.rootId, post.personId].join(' '),
  );
  expect(names.length).toBe(new Set(names).size);
}

async function expectOneCardEach(stage: Stage, posts: Post[]): Promise<void> {
  const rows: { id: string; emails: string[] }[] = await stage.source.query(
    `select c.id, array(select email_id from conversation_email e where e.conversation_id = c.id and position > 1)
              as emails
       from conversation c where shown`,
  );
  for (const { id, emails } of rows) {
    const cards = posts.filter((post) => post.kind === 'card' && post.conversationId === id);
    expect(cards.filter((card) => card.personId === null)).toHaveLength(1);
    for (const card of cards) {
      const entries = posts.filter((post) => post.kind === 'email' && post.rootId === card.id);
      const later = entries.filter((post) => emails.includes(post.ref!)).map((post) => post.ref);
      expect(later.sort()).toEqual([...emails].sort());
    }
  }
}

/** @returns whether there is a message at all: an entry without content has none. */
async function expectShown(stage: Stage, post: Post, message: MessageState | undefined): Promise<boolean> {
  const content = await stage.store.transaction((tx) => postContent(tx, post));
  if (content === null) {
    expect(message).toBeUndefined();
    return false;
  }
  if (!message) throw new Error(`Chat does not show ${JSON.stringify(post)}`);
  expect(message.threadTs ?? message.ts).toBe(post.rootTs ?? message.ts);
  if (content.kind === 'files') {
    expect(message.files?.map((file) => file.name)).toEqual(content.files.map((file) => file.name));
    return true;
  }
  // Said once, with what was known then.
  if (post.kind === 'notice') return true;
  const linkTo = async (channel: string, ts: string) =>
    `${stage.slack.url}/archives/${channel}/p${ts.replace('.', '')}`;
  const drawn = renderCard(await withLinks(content.card, linkTo));
  // The first email's heading says whether it was the only one when it was posted.
  const from = post.kind === 'email' ? 1 : 0;
  const compared = (blocks: unknown) => comparable((blocks as BlockJson[]).slice(from), post.kind === 'card');
  expect({ text: message.text, blocks: compared(message.blocks) }).toEqual({
    text: drawn.text,
    blocks: compared(drawn.blocks),
  });
  return true;
}

/**
 * Slack gives every block an id where the app gave none. Entries of a thread stay as they were posted: their buttons
 * open pages, which show the present whatever version they name.
 */
function comparable(blocks: BlockJson[], versions: boolean): unknown {
  const text = JSON.stringify(blocks, (key, value) => (key === 'block_id' ? undefined : value));
  return JSON.parse(versions ? text : text.replace(/\\"version\\":\d+/g, ''));
}

function keyOf(message: MessageState): string {
  return `${message.channel} ${message.ts}`;
}

function isDirect(message: MessageState): boolean {
  return message.channel.startsWith('D');
}
