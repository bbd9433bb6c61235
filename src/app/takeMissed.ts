import type { ThreadMessage } from '../ports/chat';
import type { ChannelRef, Installation } from '../ports/rows';
import type { App } from './app';
import { ownPostDisturbed } from './chatEvents';
import { discuss, followDeletion, followEdit } from './discuss';

/** A message of a thread, found when chat was read back after an interruption. Harmless for those that are known. */
export async function takeMissed(
  app: App,
  { platform, team }: Pick<Installation, 'platform' | 'team'>,
  { channel }: Pick<ChannelRef, 'channel'>,
  thread: string,
  message: ThreadMessage,
): Promise<void> {
  const { ts, user, text, authorName, at } = message;
  const place = { platform, team, channel, ts };
  if (message.deleted) {
    await followDeletion(app, place);
    return ownPostDisturbed(app, { ...place, deleted: true });
  }
  const written = { ...place, thread, from: { platform, team, user }, text, authorName, at };
  // Known ones may have been edited meanwhile.
  return message.edited ? followEdit(app, written) : discuss(app, written);
}
