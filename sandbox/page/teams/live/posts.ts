import type { TeamsMessageState } from '../../../teamsProtocol';

/** A root message of a channel with its replies, oldest first. */
export interface Post {
  root: TeamsMessageState;
  replies: TeamsMessageState[];
}

/**
 * A channel's messages as Teams shows them: conversations, the one with the newest message last. A change of a
 * message moves nothing. Replies whose root is not there are left out.
 */
export function postsOf(messages: TeamsMessageState[]): Post[] {
  const posts = new Map<string, Post & { last: number }>();
  for (const message of messages) {
    if (message.root === undefined || message.root === message.id) {
      posts.set(message.id, { root: message, replies: [], last: message.at });
    }
  }
  for (const message of messages) {
    const post = message.root === undefined ? undefined : posts.get(message.root);
    if (!post || post.root === message) continue;
    post.replies.push(message);
    post.last = Math.max(post.last, message.at);
  }
  return [...posts.values()].sort((a, b) => a.last - b.last).map(({ root, replies }) => ({ root, replies }));
}

/** "Ada", "Ada and Bruno", "Ada, Bruno and 2 others": who wrote replies, without repeating anybody. */
export function writersOf(replies: TeamsMessageState[], nameOf: (from: string) => string): string {
  const names = [...new Set(replies.map((one) => one.from))].map(nameOf);
  if (names.length <= 2) return names.join(' and ');
  const rest = names.length - 2;
  return `${names.slice(0, 2).join(', ')} and ${rest} ${rest === 1 ? 'other' : 'others'}`;
}
