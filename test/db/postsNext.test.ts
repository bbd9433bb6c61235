import fc from 'fast-check';
import { newId } from '../../src/ports/newId';
import { insertPost, NOON, type Office, openOffice, startConversation } from './office';

/** A post as the property draws it; `root` is the position of an earlier card in the list. */
interface Drawn {
  card: boolean;
  root: number | null;
  ts: boolean;
  shown: number;
  intended: boolean;
  wantGone: boolean;
  gone: boolean;
}

const drawn: fc.Arbitrary<Drawn> = fc.record({
  card: fc.boolean(),
  root: fc.option(fc.nat(7)),
  ts: fc.boolean(),
  shown: fc.integer({ min: 0, max: 3 }),
  intended: fc.boolean(),
  wantGone: fc.boolean(),
  gone: fc.boolean(),
});
const WANTED = 2;

describe('the next post', () => {
  let office: Office;
  beforeAll(async () => {
    office = await openOffice();
  });
  afterAll(() => office.close());

  it('is of the first kind of work that there is any of, whatever lies around, until nothing is left', async () => {
    let n = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(drawn, { maxLength: 8 }), async (posts) => {
        n += 1;
        const channel = `P${n}`;
        const ids = await lay(posts, channel);
        const target = { installationId: office.installationId, channel };
        for (let step = 0; ; step += 1) {
          const expected = first(posts);
          const [next, behind] = await office.store.transaction(async (tx) => [
            await tx.posts.next(target),
            (await tx.posts.behind()).some((found) => 'channel' in found && found.channel === channel),
          ]);
          expect(next?.id).toBe(expected === undefined ? undefined : ids[expected]);
          expect(behind).toBe(expected !== undefined);
          if (expected === undefined) return;
          await work(posts[expected]!, next!.id, `${n}.${step}`);
        }
      }),
      { numRuns: 60 },
    );
  });

  /** The order of law 6, said once more in the plainest way; equal ones in the order of their ids. */
  function first(posts: Drawn[]): number | undefined {
    const rank = (post: Drawn): number => {
      if (post.gone) return 9;
      if (post.wantGone) return 1;
      if (post.shown >= WANTED) return 9;
      if (post.ts) return 3;
      const root = post.root === null ? null : posts[post.root];
      if (root && (!root.ts || root.gone || root.wantGone)) return 9;
      return post.card ? 2 : 4;
    };
    const ranks = posts.map(rank);
    const best = Math.min(...ranks);
    return best >= 9 ? undefined : ranks.indexOf(best);
  }

  /** Does what the pump does, in the database and in the drawn list. */
  async function work(post: Drawn, id: string, ts: string): Promise<void> {
    await office.store.transaction(async (tx) => {
      if (post.wantGone) {
        post.gone = true;
        return tx.posts.recordGone(id);
      }
      const known = post.ts;
      post.ts = true;
      post.shown = WANTED;
      return tx.posts.recordShown(id, { ts: known ? null : ts, version: WANTED, hash: 'h' });
    });
  }

  async function lay(posts: Drawn[], channel: string): Promise<string[]> {
    const ids: string[] = [];
    await office.store.transaction(async (tx) => {
      const { id: conversationId } = await startConversation(tx, office);
      for (const [index, post] of posts.entries()) {
        const id = newId();
        const root = post.root;
        const hasRoot = root !== null && root < index && posts[root]!.card && !post.card;
        if (!hasRoot) post.root = null;
        ids.push(id);
        await insertPost(tx, office, conversationId, {
          id,
          channel,
          kind: post.card ? 'card' : 'email',
          rootId: hasRoot ? ids[root]! : null,
          wanted: WANTED,
        });
      }
    });
    for (const [index, post] of posts.entries()) {
      await office.asOwner(
        `update post set ts = $2, shown = $3, intended_at = $4, want_gone = $5, gone = $6 where id = $1`,
        [
          ids[index],
          post.ts ? `${channel}.${index}` : null,
          post.shown,
          post.intended ? NOON : null,
          post.wantGone,
          post.gone,
        ],
      );
    }
    return ids;
  }
});
