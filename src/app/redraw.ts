import { isRefusal, refuse } from '../domain/refusal';
import type { Person } from '../ports/rows';
import type { Tx } from '../ports/store';
import type { Reply } from '../ui/reply';
import { postContent } from './postContent';
import { seenConversation } from './seen';
import { refusalReply } from './sentence';

/**
 * What a post of ours says now, for somebody who looks at it. What was taken back, posted afresh, or is not theirs to
 * see is answered like a post that never was.
 * @param key as `ports/postKey` makes it.
 */
export async function redraw(tx: Tx, person: Person, key: string): Promise<Reply> {
  const unseen = () => refusalReply(tx, person.locale, refuse('badInput'), {}, false);
  const post = await tx.posts.byKey(key);
  if (!post || post.gone || post.wantGone) return unseen();
  if (post.personId !== null && post.personId !== person.id) return unseen();
  if (isRefusal(await seenConversation(tx, person, { id: post.conversationId }))) return unseen();
  const content = await postContent(tx, post);
  return content ? { kind: 'card', card: content.card } : unseen();
}
