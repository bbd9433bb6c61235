import { createHash } from 'node:crypto';
import { conversationCard } from '../cards/conversationCard';
import { fileChoice } from '../cards/files';
import { noticeCard } from '../cards/notice';
import { bumpEntry, discussionEntry, emailEntry, isCut } from '../cards/threadEntries';
import { words } from '../locales/say';
import type { ConversationEmail, Person, Post } from '../ports/rows';
import type { Tx } from '../ports/store';
import type { Card } from '../ui/card';
import { loadView } from './view';

/** What a post has to say now. */
export type PostContent =
  | { kind: 'card'; card: Card; version: number; hash: string; broadcast: boolean }
  | {
      kind: 'files';
      files: { name: string; mediaType: string; blobId: string }[];
      /** Stands above the files; never empty. */
      comment: string;
      version: number;
      hash: string;
    };

/** Raised when the same state is drawn differently: everything is redrawn once. */
const LAYOUT = 1;

/** The card shows less than the email says: its text goes into the thread. */
export function needsFullText(email: ConversationEmail): boolean {
  return isCut(email);
}

/**
 * Makes what a post says from state, at the moment of posting.
 * @returns null when there is nothing to show (any more).
 */
export async function postContent(tx: Tx, post: Post): Promise<PostContent | null> {
  const conversation = await tx.conversations.get(post.conversationId);
  const view = conversation && (await loadView(tx, conversation));
  if (!view) return null;
  const recipient = post.personId ? await tx.people.get(post.personId) : null;
  const locale = recipient?.locale ?? view.mailbox.locale;
  const email = view.emails.find((one) => one.id === post.ref);

  switch (post.kind) {
    case 'card': {
      const card = conversationCard(view, { locale, ownersCard: post.personId !== null });
      return drawn(card, view.conversation.version);
    }
    case 'email':
      return email ? drawn(emailEntry(view, email, locale), post.wanted) : null;
    case 'bump':
      return email ? drawn(bumpEntry(view, email, locale), post.wanted, true) : null;
    case 'files': {
      if (!email) return null;
      const { files, left } = fileChoice(email, locale);
      const comment = [
        words(locale, 'card.thread.files', { number: `#${view.conversation.number}` }),
        ...left,
      ];
      if (files.length === 0) return drawn({ summary: left[0] ?? '', pieces: leftOut(left) }, post.wanted);
      return {
        kind: 'files',
        files: files.map(({ fileName, mediaType, blobId }) => ({ name: fileName, mediaType, blobId })),
        comment: comment.join('\n'),
        version: post.wanted,
        hash: hashOf(files),
      };
    }
    case 'note':
    case 'mirror': {
      const discussion = post.ref ? await tx.discussions.get(post.ref) : null;
      return discussion && !discussion.deleted
        ? drawn(discussionEntry(discussion, locale), post.wanted)
        : null;
    }
    case 'notice':
      return recipient ? drawn(await notice(tx, post, view, recipient), post.wanted) : null;
  }
}

async function notice(
  tx: Tx,
  post: Post,
  view: NonNullable<Awaited<ReturnType<typeof loadView>>>,
  recipient: Person,
): Promise<Card> {
  const actorId = typeof post.params.actorId === 'string' ? post.params.actorId : null;
  const noteId = typeof post.params.noteId === 'string' ? post.params.noteId : null;
  const actor = actorId ? await tx.people.get(actorId) : null;
  const note = noteId ? await tx.discussions.get(noteId) : null;
  return noticeCard(post.ref, view, recipient.locale, actor?.name ?? null, note?.text ?? null);
}

function leftOut(lines: string[]): Card['pieces'] {
  return lines.map((line) => ({ kind: 'text', text: [{ kind: 'text', text: line }] }));
}

function drawn(card: Card, version: number, broadcast = false): PostContent {
  return { kind: 'card', card, version, hash: hashOf(card), broadcast };
}

function hashOf(shown: unknown): string {
  return createHash('sha256')
    .update(JSON.stringify([LAYOUT, shown]))
    .digest('hex');
}
