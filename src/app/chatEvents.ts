import type { Inbound, MessagePlace } from '../ports/inbound';
import type { PumpTarget, Wake } from '../ports/store';
import type { App } from './app';

/**
 * The platform shows one of our posts: after a crash between posting and recording, this is how we learn its ts.
 * @returns `duplicate` when the same post stands elsewhere in the channel, or was taken back. A key comes back through somebody's client:
 *   what is known to be another post of ours is never taken for a duplicate.
 */
export async function ownPostSeen(
  app: App,
  post: MessagePlace & { key: string },
): Promise<{ duplicate: boolean }> {
  return app.store.transaction(async (tx) => {
    // Events come in order: what was said before this one is known.
    const installation = await tx.mailboxes.installationOf(post.platform, post.team);
    if (installation) {
      const channel = { installationId: installation.id, channel: post.channel };
      if (post.at) await tx.posts.setChannelState(channel, { lastEventAt: post.at });
    }
    const known = await tx.posts.byKey(post.key);
    if (!installation || known?.installationId !== installation.id) return { duplicate: false };
    if (known.channel !== null && known.channel !== post.channel) return { duplicate: false };
    const another = await tx.posts.byTs(installation.id, post.channel, post.ts);
    // Gone without a ts: taken back while nobody knew whether it stood anywhere, it was believed that it did not.
    if (known.ts !== null || known.gone) return { duplicate: another === null };
    if (another) return { duplicate: false };
    // What it says is not known: as nothing, so that it is compared with state and redrawn if need be.
    await tx.posts.recordShown(known.id, { ts: post.ts, channel: post.channel, version: 0, hash: '' });
    await tx.jobs.wake([
      { job: 'pump', target: { installationId: known.installationId, channel: post.channel } },
    ]);
    return { duplicate: false };
  });
}

/**
 * Somebody deleted or changed a post of ours: chat is a projection, so it is made right again. What was deleted in a
 * thread stays deleted: posted afresh it would stand in the wrong place, or call the whole channel again.
 */
export async function ownPostDisturbed(app: App, place: MessagePlace & { deleted: boolean }): Promise<void> {
  await app.store.transaction(async (tx) => {
    const installation = await tx.mailboxes.installationOf(place.platform, place.team);
    const post = installation && (await tx.posts.byTs(installation.id, place.channel, place.ts));
    if (!post || post.gone) return;
    if (place.deleted && (post.wantGone || post.kind !== 'card')) return tx.posts.recordGone(post.id);
    if (place.deleted) await tx.posts.repost(post.id);
    else await tx.posts.wantAgain(post.id);
    const target: PumpTarget = { installationId: post.installationId, channel: place.channel };
    await tx.jobs.wake([{ job: 'pump', target }]);
  });
}

/** Events flow again: what was said while they did not is asked for, channel by channel. */
export async function connected(
  app: App,
  { platform, team }: Parameters<Inbound['connected']>[0],
): Promise<void> {
  await app.store.transaction(async (tx) => {
    const installation = await tx.mailboxes.installationOf(platform, team);
    if (!installation) return;
    const mailboxes = await tx.mailboxes.active();
    const served = mailboxes.flatMap(({ channels, connectedAt }) =>
      channels
        .filter((one) => one.installationId === installation.id)
        .map((channel) => ({ channel, connectedAt })),
    );
    // Before the first mailbox was connected no card stood anywhere.
    const first = served.map(({ connectedAt }) => connectedAt).sort()[0];
    if (first === undefined) return;
    const channels = new Map(served.map(({ channel }) => [channel.channel, channel]));
    for (const one of await tx.posts.channelsOf(installation.id)) channels.set(one.channel, one);
    const wakes: Wake[] = [];
    for (const channel of channels.values()) {
      const last = (await tx.posts.channelState(channel))?.lastEventAt;
      wakes.push({ job: 'catchUp', channel, since: last ?? first });
    }
    await tx.jobs.wake(wakes);
  });
}

/** The bot was invited, removed, or the channel archived or restored. */
export async function channelChanged(
  app: App,
  { platform, team, channel, usable }: Parameters<Inbound['channelChanged']>[0],
): Promise<void> {
  await app.store.transaction(async (tx) => {
    const installation = await tx.mailboxes.installationOf(platform, team);
    if (!installation) return;
    const place = { installationId: installation.id, channel };
    const before = await tx.posts.channelState(place);
    await tx.posts.setChannelState(place, { problem: usable ? null : 'closed' });
    if (!usable) return;
    const wakes: Wake[] = [{ job: 'pump', target: place }];
    // Nobody told us what was said there while we were out.
    const since = before?.problem ? before.lastEventAt : null;
    if (since && (await tx.posts.cardsIn(place, 1)).length > 0) {
      wakes.push({ job: 'catchUp', channel: place, since });
    }
    await tx.jobs.wake(wakes);
  });
}
