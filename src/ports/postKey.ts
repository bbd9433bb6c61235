/** What a post carries in chat (message metadata), by which it is recognised after a crash. */
export function postKey(post: { id: string; generation: number }): string {
  return `${post.id}.${post.generation}`;
}

/** @returns null when it is not one of ours. */
export function readPostKey(key: string): { id: string; generation: number } | null {
  const match = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.([1-9]\d{0,8})$/.exec(key);
  return match ? { id: match[1]!, generation: Number(match[2]) } : null;
}
