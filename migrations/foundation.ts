import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The first rows. Comments say what is not plain from the names; shapes are those of src/ports/rows.ts. */
export class Foundation1795300000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [
      tenants,
      mailboxes,
      conversations,
      emails,
      discussions,
      history,
      chat,
      machinery,
    ]) {
      await runner.query(statement);
    }
  }

  async down(): Promise<void> {
    throw new Error('The first migration cannot be undone: restore a backup or drop the database.');
  }
}

const tenants = `
create table workspace (
  id uuid primary key,
  name text not null,
  next_number bigint not null default 1,
  created_at timestamptz(3) not null default now()
);
create table installation (
  id uuid primary key,
  workspace_id uuid not null references workspace,
  platform text not null check (platform in ('slack', 'teams')),
  team text not null,
  bot_user text not null,
  -- what the platform's adapter needs to reach the team; read by that adapter alone
  reach jsonb not null default '{}',
  created_at timestamptz(3) not null default now(),
  unique (platform, team)
);
create table person (
  id uuid primary key,
  workspace_id uuid not null references workspace,
  name text not null,
  email text,
  locale text not null default 'en',
  time_zone text not null default 'UTC',
  workspace_admin boolean not null default false,
  notices boolean not null default true,
  -- newest sequence number of their own history stream
  version bigint not null default 0,
  created_at timestamptz(3) not null default now()
);
create unique index person_email on person (workspace_id, lower(email)) where email is not null;
create table identity (
  id uuid primary key,
  workspace_id uuid not null references workspace,
  person_id uuid not null references person,
  platform text not null check (platform in ('slack', 'teams')),
  team text not null,
  "user" text not null,
  handle text,
  -- The direct channel of the bot with them, once it has been opened.
  direct_channel text,
  -- The platform would not open it (the app is not installed there): not asked again before.
  direct_closed_until timestamptz(3),
  -- Their App Home, once they have opened it: raised when what it shows has changed, and what stands there.
  home_wanted bigint not null default 0,
  home_shown bigint not null default 0,
  -- where it stands, where Home is a message; and whether it was asked for again, which puts it at the bottom
  home_channel text,
  home_ts text,
  home_afresh boolean not null default false,
  -- when they last clicked, typed or submitted something there: where notices for them go
  active_at timestamptz(3),
  unique (platform, team, "user")
);
create index identity_person on identity (person_id);
create index identity_home_behind on identity (person_id) where home_shown < home_wanted;
-- Unknown accounts that asked for something and may be somebody's: only an administrator says whether they are.
create table identity_proposal (
  id uuid primary key,
  workspace_id uuid not null references workspace,
  platform text not null check (platform in ('slack', 'teams')),
  team text not null,
  "user" text not null,
  person_id uuid not null references person,
  -- as the platform showed them when the account asked
  name text not null,
  email text not null,
  asked_at timestamptz(3) not null,
  decided_at timestamptz(3),
  decision text check (decision in ('confirmed', 'refused')),
  -- null when it was decided at the command line
  decided_by uuid references person,
  unique (platform, team, "user"),
  check ((decided_at is null) = (decision is null))
);
-- Homes of accounts that were taken away: they must not go on showing what stood there.
create table home_left (
  installation_id uuid not null references installation,
  "user" text not null,
  person_id uuid not null references person,
  channel text,
  ts text,
  primary key (installation_id, "user")
);
create unique index identity_proposal_waiting on identity_proposal (person_id, platform, team) where decided_at is null;
create index identity_proposal_asked on identity_proposal (workspace_id, asked_at) where decided_at is null;
`;

const mailboxes = `
create table mailbox (
  id uuid primary key,
  workspace_id uuid not null references workspace,
  address text not null,
  name text not null,
  visibility text not null check (visibility in ('open', 'assigned-only')),
  locale text not null default 'en',
  state text not null default 'active' check (state in ('active', 'paused', 'removed')),
  -- newest sequence number of its own history stream
  version bigint not null default 0,
  imap jsonb not null,
  smtp jsonb,
  imap_password bytea,
  smtp_password bytea,
  folders jsonb not null default '{}',
  connected_at timestamptz(3) not null,
  backlog_days int not null default 30,
  qualification_required boolean not null default false,
  buttons jsonb,
  health text not null default 'reconnecting',
  health_since timestamptz(3) not null default now(),
  health_detail text,
  created_at timestamptz(3) not null default now()
);
create unique index mailbox_address on mailbox (workspace_id, lower(address)) where state <> 'removed';
-- Where its cards stand: one channel per installation, the one that was bound first first.
create table mailbox_channel (
  mailbox_id uuid not null references mailbox,
  installation_id uuid not null references installation,
  channel text not null,
  position int not null,
  primary key (mailbox_id, installation_id)
);
create index mailbox_channel_place on mailbox_channel (installation_id, channel);
create table membership (
  mailbox_id uuid not null references mailbox,
  person_id uuid not null references person,
  role text not null check (role in ('agent', 'dispatcher', 'admin')),
  grants jsonb not null default '{}',
  primary key (mailbox_id, person_id)
);
create index membership_person on membership (person_id);
create table qualification (
  id uuid primary key,
  mailbox_id uuid not null references mailbox,
  name text not null,
  emoji text,
  position int not null,
  retired boolean not null default false
);
create unique index qualification_name on qualification (mailbox_id, lower(name)) where not retired;
`;

const conversations = `
create table conversation (
  id uuid primary key,
  workspace_id uuid not null references workspace,
  mailbox_id uuid not null references mailbox,
  number bigint not null,
  version bigint not null,
  status text not null,
  place text not null,
  owner_id uuid references person,
  qualification_id uuid references qualification,
  shown boolean not null,
  email_count int not null,
  newest_email_id uuid,
  newest_email_at timestamptz(3),
  opened_by uuid[] not null,
  opened_newest uuid[] not null,
  answered_at timestamptz(3),
  started_at timestamptz(3) not null,
  last_activity_at timestamptz(3) not null,
  unique (workspace_id, number)
);
create index conversation_list on conversation (mailbox_id, place, status, owner_id, last_activity_at desc, id desc);
create index conversation_recent on conversation (mailbox_id, last_activity_at desc, id desc);
create index conversation_owner on conversation (owner_id, last_activity_at desc, id desc) where owner_id is not null;
`;

const emails = `
create table blob (
  id uuid primary key,
  workspace_id uuid not null references workspace,
  hash bytea not null,
  size bigint not null,
  -- written after its last chunk, so that a crash between leaves nothing that looks whole
  complete boolean not null default false,
  unique (workspace_id, hash)
);
create table blob_chunk (
  blob_id uuid not null references blob on delete cascade,
  n int not null,
  data bytea not null,
  primary key (blob_id, n)
);
create table email (
  id uuid primary key,
  workspace_id uuid not null references workspace,
  message_id text,
  content_hash text not null,
  raw_blob_id uuid not null references blob,
  raw_size bigint not null,
  subject text not null,
  "from" jsonb not null,
  from_header_count int not null,
  reply_to jsonb not null,
  "to" jsonb not null,
  cc jsonb not null,
  date timestamptz(3),
  text text not null,
  own_text text not null,
  quoted_text text not null,
  has_html boolean not null,
  reading text not null,
  problem text,
  class text not null,
  attachments_left_out int not null default 0,
  created_at timestamptz(3) not null default now()
);
create index email_message_id on email (workspace_id, message_id) where message_id is not null;
create unique index email_same on email (workspace_id, coalesce(message_id, ''), content_hash);
create table attachment (
  email_id uuid not null references email on delete cascade,
  index int not null,
  file_name text not null,
  media_type text not null,
  size bigint not null,
  blob_id uuid not null references blob,
  inline boolean not null,
  risky boolean not null,
  primary key (email_id, index)
);
create table conversation_email (
  conversation_id uuid not null references conversation,
  mailbox_id uuid not null references mailbox,
  email_id uuid not null references email,
  position int not null,
  received_at timestamptz(3) not null,
  trusted boolean not null,
  same_id_as uuid references email,
  primary key (conversation_id, email_id),
  unique (conversation_id, position)
);
-- One conversation per email and mailbox, whatever races.
create unique index conversation_email_once on conversation_email (mailbox_id, email_id);
create index conversation_email_email on conversation_email (email_id);
-- Everybody who took part in a conversation, for trust.
create table participant (
  conversation_id uuid not null references conversation,
  address text not null,
  primary key (conversation_id, address)
);
create table email_copy (
  id uuid primary key,
  mailbox_id uuid not null references mailbox,
  conversation_id uuid not null references conversation,
  email_id uuid not null references email,
  folder text not null,
  folder_kind text not null,
  uid_validity bigint not null,
  uid bigint not null,
  wanted_kind text not null,
  missing boolean not null default false,
  unique (mailbox_id, folder, uid_validity, uid)
);
create index email_copy_conversation on email_copy (conversation_id);
create index email_copy_misfiled on email_copy (mailbox_id) where wanted_kind <> folder_kind or missing;
-- Message-IDs that this mailbox has seen, or has seen referenced by an email that came before its parent.
create table message_ref (
  mailbox_id uuid not null references mailbox,
  message_id text not null,
  conversation_id uuid not null references conversation,
  email_id uuid references email,
  primary key (mailbox_id, message_id, conversation_id)
);
create table folder_cursor (
  mailbox_id uuid not null references mailbox,
  folder text not null,
  uid_validity bigint not null,
  last_uid bigint not null,
  primary key (mailbox_id, folder)
);
`;

const discussions = `
create table discussion (
  id uuid primary key,
  conversation_id uuid not null references conversation,
  kind text not null check (kind in ('message', 'note')),
  person_id uuid references person,
  author_name text not null,
  text text not null,
  at timestamptz(3) not null,
  edited_at timestamptz(3),
  deleted boolean not null default false,
  installation_id uuid references installation,
  channel text,
  ts text
);
create index discussion_conversation on discussion (conversation_id, at);
create unique index discussion_source on discussion (installation_id, channel, ts) where ts is not null;
`;

const history = `
create table history (
  workspace_id uuid not null,
  stream_kind text not null,
  stream_id uuid not null,
  seq bigint not null check (seq > 0),
  type text not null,
  version int not null,
  actor_kind text not null,
  actor_id uuid,
  at timestamptz(3) not null,
  -- The event as JSON text, exactly as hashed.
  data text not null,
  previous_hash bytea not null,
  hash bytea not null,
  -- By the database's clock and not part of the chain: finds the streams that grew since a checkpoint.
  stored_at timestamptz(3) not null default now(),
  primary key (stream_kind, stream_id, seq)
);
create index history_stored_at on history using brin (stored_at) with (autosummarize = on);
create function history_is_append_only() returns trigger language plpgsql as $$
begin
  raise exception 'history is append-only: % refused', tg_op using errcode = 'insufficient_privilege';
end $$;
create trigger history_no_change before update or delete on history
  for each row execute function history_is_append_only();
create trigger history_no_truncate before truncate on history
  for each statement execute function history_is_append_only();
-- The heads that changed since the checkpoint before, chained: a cut tail or a rewritten chain of any stream shows.
create table history_checkpoint (
  id bigint primary key,
  at timestamptz(3) not null,
  heads bigint not null,
  -- over this checkpoint's rows of history_head
  digest bytea not null,
  previous_hash bytea not null,
  hash bytea not null,
  -- by the database's clock and not part of the chain, like history.stored_at
  taken_at timestamptz(3) not null default now()
);
create table history_head (
  stream_kind text not null,
  stream_id uuid not null,
  seq bigint not null,
  hash bytea not null,
  -- Checked at the commit: the digest over the heads is known before the checkpoint.
  checkpoint_id bigint not null references history_checkpoint deferrable initially deferred,
  primary key (stream_kind, stream_id, seq)
);
create index history_head_checkpoint on history_head (checkpoint_id, stream_kind, stream_id);
create trigger history_checkpoint_no_change before update or delete on history_checkpoint
  for each row execute function history_is_append_only();
create trigger history_checkpoint_no_truncate before truncate on history_checkpoint
  for each statement execute function history_is_append_only();
create trigger history_head_no_change before update or delete on history_head
  for each row execute function history_is_append_only();
create trigger history_head_no_truncate before truncate on history_head
  for each statement execute function history_is_append_only();
`;

const chat = `
create table post (
  id uuid primary key,
  workspace_id uuid not null references workspace,
  conversation_id uuid not null references conversation,
  kind text not null,
  ref text,
  params jsonb not null default '{}',
  installation_id uuid not null references installation,
  channel text,
  person_id uuid references person,
  root_id uuid references post,
  wanted bigint not null,
  shown bigint not null default 0,
  shown_hash text,
  ts text,
  -- Which redraw waited longest.
  shown_at timestamptz(3),
  generation int not null default 1,
  intended_at timestamptz(3),
  want_gone boolean not null default false,
  gone boolean not null default false,
  created_at timestamptz(3) not null default now(),
  check (channel is not null or person_id is not null)
);
create index post_conversation on post (conversation_id) where not gone;
create unique index post_ts on post (installation_id, channel, ts) where ts is not null;
-- What is left to do, per channel.
create index post_behind on post (installation_id, channel, id) where not gone and (shown < wanted or want_gone);
-- Where a card stood that somebody deleted: people can go on writing in the thread that it leaves.
create table former_thread (
  installation_id uuid not null references installation,
  channel text not null,
  ts text not null,
  post_id uuid not null references post on delete cascade,
  primary key (installation_id, channel, ts)
);
create table chat_channel (
  installation_id uuid not null references installation,
  channel text not null,
  last_event_at timestamptz(3),
  problem text,
  primary key (installation_id, channel)
);
-- Budgets shared by all instances (generic cell rate algorithm: the theoretical arrival time of the next call).
create table pace (
  installation_id uuid not null references installation,
  key text not null,
  tat timestamptz(3) not null,
  not_before timestamptz(3),
  primary key (installation_id, key)
);
`;

const machinery = `
create table request (
  id text primary key,
  reply text not null,
  at timestamptz(3) not null default now()
);
create index request_at on request (at);
create table lease (
  name text primary key,
  holder text not null,
  epoch bigint not null,
  until timestamptz(3) not null
);
create table instance (
  id text primary key,
  started_at timestamptz(3) not null default now(),
  seen_at timestamptz(3) not null default now(),
  -- where its health answers, for the command line on the same machine
  http_url text
);
create table tick (
  name text not null,
  due timestamptz(3) not null,
  primary key (name, due)
);
`;
