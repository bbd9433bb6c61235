import type { Instant } from '../domain/conversation';
import { readPostKey } from '../ports/postKey';
import type { ChannelRef, Post } from '../ports/rows';
import type { NewPost, Posts, PumpTarget } from '../ports/store';
import { ChannelTables } from './channels';
import { instantOrNull } from './columnValues';
import { hasWork, type PostRow, selectPosts, toPost, workRank } from './postWork';

export class PostTable extends ChannelTables implements Posts {
  async insert(post: NewPost): Promise<void> {
    await this.sql.change(
      `insert into post (id, workspace_id, conversation_id, kind, ref, params, installation_id, channel, person_id,
                         root_id, wanted)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
      [
        post.id,
        post.workspaceId,
        post.conversationId,
        post.kind,
        post.ref,
        JSON.stringify(post.params),
        post.installationId,
        post.channel,
        post.personId,
        post.rootId,
        post.wanted,
      ],
    );
  }

  ofConversation(conversationId: string): Promise<Post[]> {
    return this.where('p.conversation_id = $1 and not p.gone order by p.id', [conversationId]);
  }

  get(id: string): Promise<Post | null> {
    return this.one('p.id = $1', [id]);
  }

  byTs(installationId: string, channel: string, ts: string): Promise<Post | null> {
    return this.one('p.installation_id = $1 and p.channel = $2 and p.ts = $3', [installationId, channel, ts]);
  }

  async threadRoot({ installationId, channel }: ChannelRef, ts: string): Promise<Post | null> {
    const root = await this.byTs(installationId, channel, ts);
    if (root) return root;
    const former =
      'select post_id from former_thread where installation_id = $1 and channel = $2 and ts = $3';
    return this.one(`p.id = (${former})`, [installationId, channel, ts]);
  }

  async byKey(key: string): Promise<Post | null> {
    const read = readPostKey(key);
    if (!read) return null;
    // An older generation is a message that was deleted and has been posted afresh: not this post any more.
    return this.one('p.id = $1 and p.generation = $2', [read.id, read.generation]);
  }

  private async where(condition: string, values: unknown[]): Promise<Post[]> {
    const rows = await this.sql.rows<PostRow>(`${selectPosts} where ${condition}`, values);
    return rows.map(toPost);
  }

  private async one(condition: string, values: unknown[]): Promise<Post | null> {
    const [post] = await this.where(condition, values);
    return post ?? null;
  }

  async want(conversationId: string, version: number): Promise<void> {
    await this.sql.change(
      // Always further on: a card that was wanted again may be ahead of the versions.
      `update post set wanted = greatest(wanted + 1, $2)
        where conversation_id = $1 and kind = 'card' and not gone`,
      [conversationId, version],
    );
  }

  async wantAgain(postId: string): Promise<void> {
    // Without a ts there is nothing to redraw: it is still to be posted, or cannot be changed.
    await this.sql.change(
      `update post set wanted = greatest(wanted, shown) + 1, shown_hash = null
        where id = $1 and not gone and ts is not null`,
      [postId],
    );
  }

  async wantGone(postIds: string[]): Promise<void> {
    await this.sql.change(
      `update post set want_gone = true, gone = (ts is null and shown = 0 and intended_at is null)
        where id = any($1::uuid[]) and not gone`,
      [postIds],
    );
  }

  async cardsIn(channel: ChannelRef, limit: number): Promise<Post[]> {
    const rows = await this.sql.rows<PostRow>(
      `${selectPosts} join conversation c on c.id = p.conversation_id
        where p.installation_id = $1 and p.channel = $2 and p.kind = 'card' and p.ts is not null
          and not p.gone and not p.want_gone and c.place = 'inbox'
        order by c.last_activity_at desc, c.id desc limit $3`,
      [channel.installationId, channel.channel, limit],
    );
    return rows.map(toPost);
  }

  async mayStandSince({ installationId, channel }: ChannelRef): Promise<Instant | null> {
    const row = await this.sql.first<{ since: Date | null }>(
      `select min(intended_at) as since from post where installation_id = $1 and channel = $2 and kind = 'card'
          and ts is null and not gone`,
      [installationId, channel],
    );
    return instantOrNull(row?.since ?? null);
  }

  async channelsOf(installationId: string): Promise<ChannelRef[]> {
    const rows = await this.sql.rows<{ channel: string }>(
      `select distinct channel from post
        where installation_id = $1 and kind = 'card' and ts is not null and not gone order by channel`,
      [installationId],
    );
    return rows.map(({ channel }) => ({ installationId, channel }));
  }

  async next(target: PumpTarget): Promise<Post | null> {
    const [where, value] =
      'channel' in target
        ? ['p.channel = $2', target.channel]
        : ['p.channel is null and p.person_id = $2', target.personId];
    // Of the redraws the one that was redrawn longest ago: a card that changes all the time starves no other.
    return this.one(
      `p.installation_id = $1 and ${where} and ${hasWork}
        order by ${workRank}, case when ${workRank} = 3 then p.shown_at end nulls first, p.id limit 1`,
      [target.installationId, value],
    );
  }

  waitingIn({ installationId, channel }: ChannelRef): Promise<Post[]> {
    return this.where(
      `p.installation_id = $1 and p.channel = $2 and p.ts is null and p.intended_at is null and p.shown < p.wanted
         and not (p.gone or p.want_gone) order by p.id`,
      [installationId, channel],
    );
  }

  async intend(postId: string, at: Instant | null): Promise<boolean> {
    const rows = await this.sql.change(
      'update post set intended_at = $2 where id = $1 and ($2::timestamptz is null or not (gone or want_gone))',
      [postId, at],
    );
    return rows > 0;
  }

  async recordShown(
    postId: string,
    shown: {
      ts: string | null;
      channel?: string;
      version: number;
      hash: string;
      params?: Record<string, unknown>;
    },
  ): Promise<void> {
    await this.sql.change(
      `update post
          set ts = coalesce($2, ts), channel = coalesce($3, channel), shown = greatest(shown, $4), shown_hash = $5,
              params = params || $6::jsonb, shown_at = clock_timestamp()
        where id = $1`,
      [
        postId,
        shown.ts,
        shown.channel ?? null,
        shown.version,
        shown.hash,
        JSON.stringify(shown.params ?? {}),
      ],
    );
  }

  async recordGone(postId: string): Promise<void> {
    await this.sql.change('update post set gone = true, want_gone = true where id = $1', [postId]);
  }

  async repost(postId: string): Promise<void> {
    await this.sql.change(
      `insert into former_thread (installation_id, channel, ts, post_id)
       select installation_id, channel, ts, id from post where id = $1 and kind = 'card' and ts is not null and not gone
       on conflict do nothing`,
      [postId],
    );
    await this.sql.change(
      `update post
          set ts = null, shown = 0, shown_hash = null, shown_at = null, intended_at = null,
              generation = generation + 1
        where id = $1 and not gone`,
      [postId],
    );
  }

  async setChannel(personId: string, installationId: string, channel: string): Promise<void> {
    await this.sql.change(
      `update identity i set direct_channel = $3, direct_closed_until = null from installation s
        where i.person_id = $1 and s.id = $2 and i.platform = s.platform and i.team = s.team`,
      [personId, installationId, channel],
    );
    await this.sql.change(
      'update post set channel = $3 where person_id = $1 and installation_id = $2 and channel is null',
      [personId, installationId, channel],
    );
  }

  async redirect(postId: string, installationId: string): Promise<void> {
    await this.sql.change(
      `update post p set installation_id = $2, intended_at = null,
         channel = (select i.direct_channel from identity i join installation s on s.platform = i.platform and s.team = i.team
                     where i.person_id = p.person_id and s.id = $2 limit 1)
        where p.id = $1 and not p.gone`,
      [postId, installationId],
    );
  }

  async directChannel(personId: string, installationId: string): Promise<string | null> {
    const row = await this.sql.first<{ direct_channel: string }>(
      `select i.direct_channel from identity i
         join installation s on s.platform = i.platform and s.team = i.team
        where i.person_id = $1 and s.id = $2 and i.direct_channel is not null limit 1`,
      [personId, installationId],
    );
    return row?.direct_channel ?? null;
  }

  async behind(): Promise<PumpTarget[]> {
    const rows = await this.sql.rows<{
      installation_id: string;
      channel: string | null;
      person_id: string;
    }>(
      `select distinct p.installation_id, p.channel, case when p.channel is null then p.person_id end as person_id
         from post p where ${hasWork} order by 1, 2, 3`,
    );
    return rows.map(({ installation_id: installationId, channel, person_id: personId }) =>
      channel === null ? { installationId, personId } : { installationId, channel },
    );
  }
}
