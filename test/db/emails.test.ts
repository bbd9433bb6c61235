import { newId } from '../../src/ports/newId';
import { BusyError, type Tx } from '../../src/ports/store';
import { address, NOON, type Office, openOffice, startConversation, storeEmail } from './office';

const LATER = '2026-11-22T13:00:00.000Z';

describe('emails', () => {
  let office: Office;
  beforeAll(async () => {
    office = await openOffice();
  });
  afterAll(() => office.close());

  function inTx<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    return office.store.transaction(work);
  }
  const start = (mailboxId = office.support) => inTx((tx) => startConversation(tx, office, { mailboxId }));
  const store = (changes: Parameters<typeof storeEmail>[2] = {}) =>
    inTx((tx) => storeEmail(tx, office, changes));
  function add(
    conversationId: string,
    emailId: string,
    changes: { trusted?: boolean; receivedAt?: string; mailboxId?: string } = {},
  ) {
    return inTx((tx) =>
      tx.emails.addToConversation({
        conversationId,
        mailboxId: office.support,
        emailId,
        receivedAt: NOON,
        trusted: true,
        sameIdAs: null,
        ...changes,
      }),
    );
  }

  it('gives back everything that was read from an email, attachments in their order', async () => {
    const blobs = new Map<number, string>();
    const attachment = (index: number, fileName: string) => ({
      index,
      fileName,
      mediaType: 'image/png',
      size: 3,
      sha256: '00',
      contentId: null,
      inline: index === 1,
      content: Buffer.from('png'),
      risky: false,
    });
    const parsed = {
      messageId: 'whole@customer.test',
      contentHash: 'c'.repeat(64),
      subject: 'Grüße – «été» 👋',
      replyTo: [address('', 'reply@customer.test')],
      cc: [address('Dan', 'dan@customer.test')],
      date: null,
      text: 'one\n> two',
      ownText: 'one',
      quotedText: '> two',
      hasHtml: true,
      reading: 'headersOnly' as const,
      problem: 'tooLarge' as const,
      attachments: [attachment(1, 'b.png'), attachment(0, 'a.png')],
      attachmentsLeftOut: 4,
    };

    const email = await inTx(async (tx) => {
      const blob = await tx.blobs.put(office.workspaceId, Buffer.from('png'));
      blobs.set(0, blob).set(1, blob);
      return tx.emails.get(await storeEmail(tx, office, parsed, blobs));
    });

    const { attachments: _, ...rest } = parsed;
    expect(email).toMatchObject({ ...rest, workspaceId: office.workspaceId, rawSize: 4, class: 'personal' });
    expect(email?.attachments).toEqual([
      {
        index: 0,
        fileName: 'a.png',
        mediaType: 'image/png',
        size: 3,
        blobId: blobs.get(0),
        inline: false,
        risky: false,
      },
      {
        index: 1,
        fileName: 'b.png',
        mediaType: 'image/png',
        size: 3,
        blobId: blobs.get(1),
        inline: true,
        risky: false,
      },
    ]);
    expect(await inTx((tx) => tx.emails.get(newId()))).toBeNull();
  });

  describe('finding an email that is there already', () => {
    it('finds every content under a Message-ID, and those without an id by content', async () => {
      const one = await store({ messageId: 'same@x.test', contentHash: 'h1' });
      const two = await store({ messageId: 'same@x.test', contentHash: 'h2' });
      const nameless = await store({ messageId: null, contentHash: 'h1' });

      await inTx(async (tx) => {
        expect(await tx.emails.find(office.workspaceId, 'same@x.test', 'h9')).toEqual([
          { id: one, contentHash: 'h1' },
          { id: two, contentHash: 'h2' },
        ]);
        expect(await tx.emails.find(office.workspaceId, null, 'h1')).toEqual([
          { id: nameless, contentHash: 'h1' },
        ]);
        expect(await tx.emails.find(office.workspaceId, null, 'h2')).toEqual([]);
        expect(await tx.emails.find(newId(), 'same@x.test', 'h1')).toEqual([]);
      });
    });

    it('makes the second of two mailboxes that get one email at once find what the first stored', async () => {
      const email = { messageId: 'twice@x.test', contentHash: 'twice' };
      const takeIn = () =>
        inTx(async (tx) => {
          const [known] = await tx.emails.find(office.workspaceId, email.messageId, email.contentHash);
          return known?.id ?? (await storeEmail(tx, office, email));
        });

      const ids = await Promise.all([takeIn(), takeIn(), takeIn()]);

      expect(new Set(ids).size).toBe(1);
    });

    it('tells whoever did not look first to try again', async () => {
      const email = { messageId: 'blind@x.test', contentHash: 'blind' };
      await store(email);

      await expect(store(email)).rejects.toBeInstanceOf(BusyError);
    });
  });

  describe('in a conversation', () => {
    it('lie in the order in which they were received, not in which they were found', async () => {
      const { id } = await start();
      const [late, early] = [await store(), await store()];
      await add(id, late, { receivedAt: LATER });
      await add(id, early, { receivedAt: NOON, trusted: false });

      const emails = await inTx((tx) => tx.emails.ofConversation(id));

      expect(emails.map((email) => [email.id, email.receivedAt, email.position, email.trusted])).toEqual([
        [early, NOON, 2, false],
        [late, LATER, 1, true],
      ]);
    });

    it('make everybody who wrote or received them a participant, strangers’ emails nobody', async () => {
      const { id } = await start();
      await add(
        id,
        await store({
          from: [address('Cleo', 'cleo@customer.test')],
          replyTo: [address('', 'desk@customer.test')],
          to: [address('', 'support@acme.test'), address('', 'cleo@customer.test')],
          cc: [address('', 'Dan@customer.test')],
        }),
      );
      await add(id, await store({ from: [address('', 'mallory@evil.test')] }), { trusted: false });

      expect(await inTx((tx) => tx.emails.participants(id))).toEqual([
        'cleo@customer.test',
        'dan@customer.test',
        'desk@customer.test',
        'support@acme.test',
      ]);
    });

    it('are there once per mailbox: the second that adds one is told to try again', async () => {
      const [one, two] = [await start(), await start()];
      const email = await store();
      await add(one.id, email);

      await expect(add(two.id, email)).rejects.toBeInstanceOf(BusyError);
      expect(await inTx((tx) => tx.emails.conversationsWith(office.support, email))).toEqual([one.id]);
    });

    it('name the other mailbox that got the same email', async () => {
      const here = await start();
      const there = await start(office.sales);
      const email = await store();
      await add(here.id, email);
      await add(there.id, email, { mailboxId: office.sales });

      expect(await inTx((tx) => tx.emails.alsoIn(email, here.id))).toEqual([
        {
          conversationId: there.id,
          number: there.number,
          mailboxName: 'Sales',
          visibility: 'open',
        },
      ]);
    });
  });

  describe('ids by which answers find their conversation', () => {
    it('are known as soon as somebody referred to them, and as an email once it came', async () => {
      const { id } = await start();
      const [child, parent] = [await store(), await store()];
      await inTx((tx) =>
        tx.emails.addRefs(office.support, id, [
          { messageId: 'child', emailId: child },
          { messageId: 'parent', emailId: null },
          { messageId: 'child', emailId: null },
        ]),
      );
      const known = () => inTx((tx) => tx.emails.knownIds(office.support, ['parent', 'nobody', 'child']));
      expect(await known()).toEqual([
        { messageId: 'parent', conversationId: id, emailId: null },
        { messageId: 'child', conversationId: id, emailId: child },
      ]);

      await inTx((tx) => tx.emails.addRefs(office.support, id, [{ messageId: 'parent', emailId: parent }]));
      await inTx((tx) => tx.emails.addRefs(office.support, id, [{ messageId: 'parent', emailId: null }]));

      expect(await known()).toContainEqual({ messageId: 'parent', conversationId: id, emailId: parent });
      expect(await inTx((tx) => tx.emails.knownIds(office.sales, ['parent']))).toEqual([]);
    });

    it('may be of 500 characters of any script', async () => {
      const { id } = await start();
      const messageId = '猫'.repeat(500);

      await inTx((tx) => tx.emails.addRefs(office.support, id, [{ messageId, emailId: null }]));

      expect(await inTx((tx) => tx.emails.knownIds(office.support, [messageId]))).toHaveLength(1);
    });
  });

  describe('copies on IMAP', () => {
    let uid = 0;
    async function copyIn(folder: string, folderKind: 'inbox' | 'sent' = 'inbox') {
      const { id: conversationId } = await start();
      const emailId = await store({ messageId: `copy-${uid}@x.test` });
      uid += 1;
      const copy = {
        id: newId(),
        mailboxId: office.support,
        conversationId,
        emailId,
        folder,
        folderKind,
        uidValidity: '4294967295',
        uid,
        wantedKind: folderKind,
      };
      await inTx((tx) => tx.emails.addCopy(copy));
      return { ...copy, messageId: `copy-${uid - 1}@x.test`, missing: false };
    }

    it('are found by their place, by id, by folder and by conversation', async () => {
      const copy = await copyIn('Found');

      await inTx(async (tx) => {
        expect(await tx.emails.copy(office.support, 'Found', '4294967295', copy.uid)).toEqual(copy);
        expect(await tx.emails.copy(office.support, 'Found', '1', copy.uid)).toBeNull();
        expect(await tx.emails.copyById(copy.id)).toEqual(copy);
        expect(await tx.emails.copiesIn(office.support, 'Found', '4294967295')).toEqual([copy]);
        expect(await tx.emails.copiesOf(copy.conversationId)).toEqual([copy]);
      });
    });

    it('that are missing do not hide those that have to be filed', async () => {
      const missing = await copyIn('INBOX');
      await inTx((tx) => tx.emails.markMissing(missing));
      const elsewhere = await copyIn('INBOX');
      await inTx((tx) => tx.emails.wantFolder(elsewhere.conversationId, 'archive'));

      const first = await inTx((tx) => tx.emails.misfiledCopies(office.support, 1));

      expect(first.map(({ id }) => id)).toEqual([elsewhere.id]);
      await inTx((tx) => tx.emails.wantFolder(elsewhere.conversationId, 'inbox'));
    });

    it('are misfiled from the moment another folder is wanted until they lie there', async () => {
      const copy = await copyIn('INBOX');
      const misfiled = () =>
        inTx(async (tx) =>
          (await tx.emails.misfiledCopies(office.support, 50)).filter(({ id }) => id === copy.id),
        );
      expect(await misfiled()).toEqual([]);

      await inTx((tx) => tx.emails.wantFolder(copy.conversationId, 'archive'));
      expect(await misfiled()).toEqual([{ ...copy, wantedKind: 'archive' }]);

      const place = { folder: 'Archive', folderKind: 'archive' as const, uidValidity: '9', uid: 3 };
      await inTx((tx) => tx.emails.markMissing(copy));
      await inTx((tx) => tx.emails.relocateCopy(copy.id, place, false));
      expect(await misfiled()).toEqual([]);
      expect(await inTx((tx) => tx.emails.copyById(copy.id))).toMatchObject({ ...place, missing: false });
    });

    it('want to lie where a person moved them', async () => {
      const copy = await copyIn('INBOX');
      const place = { folder: 'Trash', folderKind: 'trash' as const, uidValidity: '2', uid: 8 };

      await inTx((tx) => tx.emails.relocateCopy(copy.id, place, true));

      expect(await inTx((tx) => tx.emails.copyById(copy.id))).toMatchObject({ wantedKind: 'trash' });
    });

    it('are not counted as missing when they were found meanwhile', async () => {
      const copy = await copyIn('INBOX');
      const place = { folder: 'Archive', folderKind: 'archive' as const, uidValidity: '9', uid: 77 };
      await inTx((tx) => tx.emails.relocateCopy(copy.id, place, true));

      await inTx((tx) => tx.emails.markMissing(copy));

      expect(await inTx((tx) => tx.emails.copyById(copy.id))).toMatchObject({ ...place, missing: false });
    });

    it('of which one was taken for the other are both kept: the first is looked for again', async () => {
      const moved = await copyIn('INBOX');
      const met = await copyIn('Archive');

      await inTx((tx) =>
        tx.emails.relocateCopy(
          moved.id,
          { folder: 'Archive', folderKind: 'archive', uidValidity: met.uidValidity, uid: met.uid },
          false,
        ),
      );

      expect(await inTx((tx) => tx.emails.copyById(moved.id))).toMatchObject({ folder: 'Archive' });
      const { folder, folderKind, uidValidity, uid } = moved;
      expect(await inTx((tx) => tx.emails.copyById(met.id))).toEqual({
        ...met,
        ...{ folder, folderKind, uidValidity, uid },
        missing: true,
      });
    });

    it('of sent mail stay in Sent', async () => {
      const copy = await copyIn('Sent', 'sent');

      await inTx((tx) => tx.emails.wantFolder(copy.conversationId, 'archive'));

      expect(await inTx((tx) => tx.emails.copyById(copy.id))).toMatchObject({ wantedKind: 'sent' });
    });
  });

  it('keeps how far each folder was read', async () => {
    const cursor = () => inTx((tx) => tx.emails.cursor(office.support, 'INBOX'));
    expect(await cursor()).toBeNull();

    await inTx((tx) => tx.emails.setCursor(office.support, 'INBOX', { uidValidity: '7', lastUid: 12 }));
    await inTx((tx) =>
      tx.emails.setCursor(office.support, 'INBOX', { uidValidity: '4294967295', lastUid: 4294967294 }),
    );

    expect(await cursor()).toEqual({ uidValidity: '4294967295', lastUid: 4294967294 });
  });
});
