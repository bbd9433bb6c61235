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
}

/** What a person may see, as a page of rows (newest activity first) and how many there are in all. */
export async function listConversations(
  sql: Sql,
  scope: Scope,
  filter: ListFilter,
): Promise<{ rows: ListedConversation[]; total: number }> {
  const { where, values } = conditions(scope, filter);
  const bind = (value: unknown) => `$${values.push(value)}`;
  const total = await sql.first<{ total: string }>(
    `select count(*) as total from (
       select from conversation c where ${where} limit ${LIST_TOTAL_LIMIT}) within_bounds`,
    [...values],
  );
  // The page is cut first, so that only its rows are joined.
  const rows = await sql.rows<ListedRow>(
    `select c.*, first_email.subject, first_email."from" as sender, owner.name as owner_name,
            qualification.name as qualification_name
       from (select * from conversation c where ${where}
              order by c.last_activity_at desc, c.id desc
              limit ${bind(filter.limit)} offset ${bind(filter.offset)}) c
       left join lateral (
         select e.subject, e."from" from conversation_email ce join email e on e.id = ce.email_id
          where ce.conversation_id = c.id order by ce.received_at, ce.position limit 1) first_email on true
       left join person owner on owner.id = c.owner_id
       left join qualification on qualification.id = c.qualification_id
      order by c.last_activity_at desc, c.id desc`,
    values,
  );
  return { rows: rows.map(toListed), total: whole(total?.total ?? 0) };
}

function conditions(scope: Scope, filter: ListFilter): { where: string; values: unknown[] } {
  const values: unknown[] = [];
  const bind = (value: unknown) => `$${values.push(value)}`;
  // With one mailbox asked for, its own equality lets the index give the rows in order.
  const inMailbox = filter.mailboxId;
  const seesAll = inMailbox ? scope.all.includes(inMailbox) : scope.all.length > 0;
  const seesOwn = inMailbox ? scope.own.includes(inMailbox) : scope.own.length > 0;
  const parts: string[] = [];
  if (inMailbox) {
    parts.push(`c.mailbox_id = ${bind(inMailbox)}`);
    if (!seesAll) parts.push(seesOwn ? `c.owner_id = ${bind(scope.personId)}` : 'false');
  } else {
    const either: string[] = [];
    if (seesAll) either.push(`c.mailbox_id = any(${bind(scope.all)}::uuid[])`);
    if (seesOwn) {
      either.push(
        `(c.mailbox_id = any(${bind(scope.own)}::uuid[]) and c.owner_id = ${bind(scope.personId)})`,
      );
    }
    parts.push(either.length > 0 ? `(${either.join(' or ')})` : 'false');
  }
  if (!filter.includeSilent) parts.push('c.shown');
  if (filter.place) parts.push(`c.place = ${bind(filter.place)}`);
  if (filter.status) parts.push(`c.status = any(${bind(filter.status)}::text[])`);
  if (filter.owner === 'nobody') parts.push('c.owner_id is null');
  else if (filter.owner) parts.push(`c.owner_id = ${bind(filter.owner.personId)}`);
  return { where: parts.join(' and '), values };
}

function toListed(row: ListedRow): ListedConversation {
  return {
    ...toConversation(row),
    subject: row.subject ?? '',
    sender: row.sender?.[0] ?? null,
    ownerName: row.owner_name,
    qualificationName: row.qualification_name,
  };
}
