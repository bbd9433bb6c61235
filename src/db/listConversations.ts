import type { Address } from '../email/parsedEmail';
import type { ListedConversation } from '../ports/rows';
import { LIST_TOTAL_LIMIT, type ListFilter, type Scope } from '../ports/store';
import { whole } from './columnValues';
import { type ConversationRow, toConversation } from './conversationRow';
import type { Sql } from './sql';

interface ListedRow extends ConversationRow {
  subject: string | null;
  sender: Address[] | null;
  owner_name: string | null;
  qualification_name: string | null;
  qualification_emoji: string | null;
}

const NEWEST_FIRST = 'order by c.last_activity_at desc, c.id desc';

/** What a person may see, as a page of rows (newest activity first) and how many there are in all. */
export async function listConversations(
  sql: Sql,
  scope: Scope,
  filter: ListFilter,
): Promise<{ rows: ListedConversation[]; total: number }> {
  const parts = visibleParts(scope, filter);
  if (parts.length === 0) return { rows: [], total: 0 };
  const counted = new Values();
  const total = await sql.first<{ total: string }>(
    `select least(count(*), ${LIST_TOTAL_LIMIT}) as total from (
       ${parts.map((part) => `(${countable(part, filter, counted)})`).join(' union all ')}) within_bounds`,
    counted.all,
  );
  const values = new Values();
  const limit = values.bind(filter.limit);
  const offset = values.bind(filter.offset);
  // The page is cut first, so that only its rows are joined.
  const rows = await sql.rows<ListedRow>(
    `select c.*, first_email.subject, first_email."from" as sender, owner.name as owner_name,
            qualification.name as qualification_name, qualification.emoji as qualification_emoji
       from (select * from (
               ${parts.map((part) => `(${newest(part, filter, values, `${limit}::int + ${offset}::int`)})`).join(' union all ')}
             ) c ${NEWEST_FIRST} limit ${limit} offset ${offset}) c
       left join lateral (
         select e.subject, e."from" from conversation_email ce join email e on e.id = ce.email_id
          where ce.conversation_id = c.id order by ce.received_at, ce.position limit 1) first_email on true
       left join person owner on owner.id = c.owner_id
       left join qualification on qualification.id = c.qualification_id
      ${NEWEST_FIRST}`,
    values.all,
  );
  return { rows: rows.map(toListed), total: whole(total?.total ?? 0) };
}

/** Conversations of these mailboxes, of one owner only when one is named. The parts of a list never overlap. */
interface Part {
  mailboxes: string[];
  owner: string | null;
}

function visibleParts(scope: Scope, filter: ListFilter): Part[] {
  const asked = (mailboxes: string[]) =>
    filter.mailboxId ? mailboxes.filter((id) => id === filter.mailboxId) : mailboxes;
  const all = asked(scope.all);
  const own = asked(scope.own).filter((id) => !all.includes(id));
  const parts: Part[] = [];
  if (filter.owner === 'nobody') {
    parts.push({ mailboxes: all, owner: null });
  } else if (filter.owner) {
    const { personId } = filter.owner;
    parts.push({ mailboxes: personId === scope.personId ? [...all, ...own] : all, owner: personId });
  } else {
    parts.push({ mailboxes: all, owner: null }, { mailboxes: own, owner: scope.personId });
  }
  return parts.filter(({ mailboxes }) => mailboxes.length > 0);
}

function countable(part: Part, filter: ListFilter, values: Values): string {
  const mailboxes = values.bind(part.mailboxes);
  return `select from conversation c where c.mailbox_id = any(${mailboxes}::uuid[])
             and ${conditions(part, filter, values)} limit ${LIST_TOTAL_LIMIT}`;
}

/** The newest of a part, each way along an index that has them in their order. */
function newest(part: Part, filter: ListFilter, values: Values, howMany: string): string {
  const mailboxes = values.bind(part.mailboxes);
  const where = conditions(part, filter, values);
  if (part.owner !== null) {
    return `select c.* from conversation c where c.mailbox_id = any(${mailboxes}::uuid[]) and ${where}
            ${NEWEST_FIRST} limit ${howMany}`;
  }
  return `select c.* from unnest(${mailboxes}::uuid[]) as m (id)
           cross join lateral (select * from conversation c where c.mailbox_id = m.id and ${where}
                               ${NEWEST_FIRST} limit ${howMany}) c`;
}

function conditions(part: Part, filter: ListFilter, values: Values): string {
  const parts = ['c.shown'];
  if (part.owner !== null) parts.push(`c.owner_id = ${values.bind(part.owner)}`);
  else if (filter.owner === 'nobody') parts.push('c.owner_id is null');
  if (filter.place) parts.push(`c.place = ${values.bind(filter.place)}`);
  if (filter.status) parts.push(`c.status = any(${values.bind(filter.status)}::text[])`);
  return parts.join(' and ');
}

class Values {
  readonly all: unknown[] = [];

  /** @returns the parameter's name in the text. */
  bind(value: unknown): string {
    return `$${this.all.push(value)}`;
  }
}

function toListed(row: ListedRow): ListedConversation {
  return {
    ...toConversation(row),
    subject: row.subject ?? '',
    sender: row.sender?.[0] ?? null,
    ownerName: row.owner_name,
    qualification: row.qualification_name
      ? { name: row.qualification_name, emoji: row.qualification_emoji }
      : null,
  };
}
