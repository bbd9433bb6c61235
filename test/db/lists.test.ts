import { newId } from '../../src/ports/newId';
import { LIST_TOTAL_LIMIT, type ListFilter, type Scope, type Tx } from '../../src/ports/store';
import { address, NOON, type Office, openOffice, startConversation, storeEmail } from './office';

const PAGE = { limit: 50, offset: 0 };

describe('lists of conversations', () => {
  let office: Office;
  /** Name -> id, in the order of their activity. */
  const ids: Record<string, string> = {};
  beforeAll(async () => {
    office = await openOffice();
    const kinds = {
      supportNobody: { mailboxId: office.support },
      supportAda: { mailboxId: office.support, ownerId: office.ada },
      supportBen: { mailboxId: office.support, ownerId: office.ben },
      salesNobody: { mailboxId: office.sales },
      salesAda: { mailboxId: office.sales, ownerId: office.ada },
      salesBenWaiting: { mailboxId: office.sales, ownerId: office.ben, status: 'waiting' as const },
      salesArchived: { mailboxId: office.sales, place: 'archive' as const, status: 'resolved' as const },
      salesSilent: { mailboxId: office.sales, shown: false },
    };
    let minute = 0;
    for (const [name, changes] of Object.entries(kinds)) {
      minute += 1;
      const lastActivityAt = new Date(Date.parse(NOON) + minute * 60_000).toISOString();
      const started = await inTx((tx) => startConversation(tx, office, { ...changes, lastActivityAt }));
      ids[name] = started.id;
    }
  });
  afterAll(() => office.close());

  function inTx<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    return office.store.transaction(work);
  }
  function scope(changes: Partial<Scope>): Scope {
    return { personId: office.ada, all: [], own: [], ...changes };
  }
  async function list(seen: Partial<Scope>, filter: Partial<ListFilter> = {}) {
    const { rows, total } = await inTx((tx) => tx.conversations.list(scope(seen), { ...PAGE, ...filter }));
    const names = rows.map(({ id }) => Object.keys(ids).find((name) => ids[name] === id));
    expect(total).toBe(names.length);
    return names;
  }

  it('show everything of mailboxes where the person sees everything, newest activity first', async () => {
    expect(await list({ all: [office.support] })).toEqual(['supportBen', 'supportAda', 'supportNobody']);
  });

  it('show only what they own of the others', async () => {
    expect(await list({ own: [office.support, office.sales] })).toEqual(['salesAda', 'supportAda']);
  });

  it('join both', async () => {
    expect(await list({ all: [office.support], own: [office.sales] })).toEqual([
      'salesAda',
      'supportBen',
      'supportAda',
      'supportNobody',
    ]);
  });

  it('show nothing to somebody who is in no mailbox, whatever they ask for', async () => {
    expect(await list({})).toEqual([]);
    expect(await list({}, { mailboxId: office.support })).toEqual([]);
    expect(await list({ all: [office.sales] }, { mailboxId: office.support })).toEqual([]);
    expect(await list({ own: [office.sales] }, { owner: { personId: office.ben } })).toEqual([]);
    expect(await list({ own: [office.sales] }, { owner: 'nobody' })).toEqual([]);
  });

  it.each<[string, Partial<ListFilter>, string[]]>([
    ['nobody', { owner: 'nobody' }, ['salesArchived', 'salesNobody', 'supportNobody']],
    ['status', { status: ['waiting', 'resolved'] }, ['salesArchived', 'salesBenWaiting']],
    ['no status at all', { status: [] }, []],
    ['place', { place: 'archive' }, ['salesArchived']],
    ['place and status', { place: 'archive', status: ['open'] }, []],
  ])('can be narrowed by %s', async (_, filter, expected) => {
    expect(await list({ all: [office.support, office.sales] }, filter)).toEqual(expected);
  });

  it('can be narrowed by mailbox and by owner', async () => {
    const all = [office.support, office.sales];

    expect(await list({ all }, { mailboxId: office.sales, place: 'inbox' })).toEqual([
      'salesBenWaiting',
      'salesAda',
      'salesNobody',
    ]);
    expect(await list({ all }, { owner: { personId: office.ben } })).toEqual([
      'salesBenWaiting',
      'supportBen',
    ]);
    expect(await list({ own: all }, { mailboxId: office.sales })).toEqual(['salesAda']);
  });

  it('leave out what is stored silently', async () => {
    const all = [office.sales];

    expect(await list({ all })).not.toContain('salesSilent');
  });

  it('come in pages that know how many there are in all', async () => {
    const all = [office.support, office.sales];
    const page = (offset: number) =>
      inTx((tx) => tx.conversations.list(scope({ all }), { limit: 3, offset }));

    const pages = [await page(0), await page(3), await page(6), await page(9)];

    expect(pages.map(({ rows }) => rows.length)).toEqual([3, 3, 1, 0]);
    expect(pages.map(({ total }) => total)).toEqual([7, 7, 7, 7]);
    expect(new Set(pages.flatMap(({ rows }) => rows.map(({ id }) => id))).size).toBe(7);
  });

  it('count no further than is worth it', async () => {
    const mailboxId = newId();
    await office.asOwner(
      `insert into mailbox (id, workspace_id, address, name, visibility, imap, connected_at)
       values ($1, $2, 'full@acme.test', 'Full', 'open', '{}', now())`,
      [mailboxId, office.workspaceId],
    );
    await office.asOwner(
      `insert into conversation (id, workspace_id, mailbox_id, number, version, status, place, shown, email_count,
                                 opened_by, opened_newest, started_at, last_activity_at)
       select gen_random_uuid(), $1, $2, 100000 + n, 1, 'open', 'inbox', true, 1, '{}', '{}', now(), now()
         from generate_series(1, $3) n`,
      [office.workspaceId, mailboxId, LIST_TOTAL_LIMIT + 5],
    );

    const { total } = await inTx((tx) => tx.conversations.list(scope({ all: [mailboxId] }), PAGE));

    expect(total).toBe(LIST_TOTAL_LIMIT);
  });

  it('say what each is about: first email, owner, qualification', async () => {
    const qualificationId = newId();
    await office.asOwner(
      `insert into qualification (id, mailbox_id, name, position) values ($1, $2, 'Billing', 1)`,
      [qualificationId, office.support],
    );
    const mailboxId = newId();
    await office.asOwner(
      `insert into mailbox (id, workspace_id, address, name, visibility, imap, connected_at)
       values ($1, $2, 'told@acme.test', 'Told', 'open', '{}', now())`,
      [mailboxId, office.workspaceId],
    );
    const about = await inTx((tx) =>
      startConversation(tx, office, { mailboxId, ownerId: office.ben, qualificationId }),
    );
    await inTx(async (tx) => {
      const answer = await storeEmail(tx, office, { subject: 'Re: Invoice' });
      const first = await storeEmail(tx, office, { subject: 'Invoice', from: [address('Cleo', 'c@x.test')] });
      for (const [emailId, receivedAt] of [
        [answer, '2026-11-22T14:00:00.000Z'],
        [first, NOON],
      ] as const) {
        await tx.emails.addToConversation({
          conversationId: about.id,
          mailboxId,
          emailId,
          receivedAt,
          trusted: true,
          sameIdAs: null,
        });
      }
    });

    const { rows } = await inTx((tx) => tx.conversations.list(scope({ all: [mailboxId] }), PAGE));

    expect(rows).toEqual([
      {
        ...about,
        subject: 'Invoice',
        sender: { name: 'Cleo', address: 'c@x.test' },
        ownerName: 'Ben',
        qualification: { name: 'Billing', emoji: null },
      },
    ]);
  });
});
