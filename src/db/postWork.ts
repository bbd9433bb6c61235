import type { Post } from '../ports/rows';
import { instantOrNull, whole } from './columnValues';

/**
 * What has to be done about a post `p`. One text for `next` and `behind`, so that the sweep
 * never wakes a pump that then finds nothing.
 */

/** The index post_behind covers exactly this. */
const unfinished = 'not p.gone and (p.shown < p.wanted or p.want_gone)';

const removal = 'p.want_gone';
/** Uploads, whose `ts` the platform may not tell, are shown as wanted once they are there. */
const neverShown = '(p.ts is null and p.shown < p.wanted)';
const redraw = '(p.ts is not null and p.shown < p.wanted)';
/**
 * Below its root, or on its own. A root that is going takes no more entries. A subquery with one row, as it is asked
 * for few posts: a join would read the whole table.
 */
const postable = `(p.root_id is null
  or (select r.ts is not null and not r.gone and not r.want_gone from post r where r.id = p.root_id))`;

/** The order of law 6: removals, new cards, redraws, thread entries. */
export const workRank = `case when ${removal} then 1
  when ${neverShown} and p.kind = 'card' then 2
  when ${redraw} then 3
  else 4 end`;

export const hasWork = `${unfinished} and (${removal} or ${redraw} or (${neverShown} and ${postable}))`;

export const selectPosts = `select p.id, p.workspace_id, p.conversation_id, p.kind, p.ref, p.params,
  p.installation_id, p.channel, p.person_id, p.root_id, root.ts as root_ts, p.wanted, p.shown, p.shown_hash, p.ts,
  p.generation, p.intended_at, p.want_gone, p.gone
  from post p left join post root on root.id = p.root_id`;

export interface PostRow {
  id: string;
  workspace_id: string;
  conversation_id: string;
  kind: Post['kind'];
  ref: string | null;
  params: Record<string, unknown>;
  installation_id: string;
  channel: string | null;
  person_id: string | null;
  root_id: string | null;
  root_ts: string | null;
  wanted: string;
  shown: string;
  shown_hash: string | null;
  ts: string | null;
  generation: number;
  intended_at: Date | null;
  want_gone: boolean;
  gone: boolean;
}

export function toPost(row: PostRow): Post {
  return {
    id: row.id,
    workspaceId: row.workspace_id,
    conversationId: row.conversation_id,
    kind: row.kind,
    ref: row.ref,
    params: row.params,
    installationId: row.installation_id,
    channel: row.channel,
    personId: row.person_id,
    rootId: row.root_id,
    rootTs: row.root_ts,
    wanted: whole(row.wanted),
    shown: whole(row.shown),
    shownHash: row.shown_hash,
    ts: row.ts,
    generation: row.generation,
    intendedAt: instantOrNull(row.intended_at),
    wantGone: row.want_gone,
    gone: row.gone,
  };
}
