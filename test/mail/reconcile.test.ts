import type { EmailCopy, FolderKind } from '../../src/ports/rows';
import { until } from '../jobs/until';
import { WatchWorld } from './watchWorld';

jest.setTimeout(30_000);

describe('what people do in their mail program', () => {
  let world: WatchWorld;
  beforeAll(async () => {
    world = await WatchWorld.create();
  });
  beforeEach(() => world.begin());
  afterEach(() => world.finish());
  afterAll(() => world.end());

  const taken = async (count: number) => until(async () => (await world.conversations()).length === count);
  const watching = () => until(async () => (await world.health()).state === 'watching');
  const become = (...lines: string[]) =>
    until(async () => JSON.stringify(await world.conversations()) === JSON.stringify(lines));
  const move = (uid: number, to: string, from = 'INBOX') =>
    world.mail.move(world.account, from, [uid], to).get(uid)!;

  test.each([
    ['Archive', 'archive', 'archived'],
    ['Trash', 'trash', 'trashed'],
    ['Junk', 'spam', 'markedSpam'],
  ])('a move to %s is followed at once, and so is the way back', async (folder, place, event) => {
    world.watch({ reconcile: 200 });
    const uid = world.deliver('moved');
    world.deliver('other');
    await taken(2);
    await watching();
    const there = move(uid, folder);
    await become(`moved / ${place}`, 'other / inbox');
    expect(await world.copies()).toContainEqual(
      expect.objectContaining({ folder, uid: there, missing: false, wanted: place }),
    );
    move(there, 'INBOX', folder);
    await become('moved / inbox', 'other / inbox');
    expect(await world.copies()).toHaveLength(2);
    expect((await world.history()).filter((line) => line.endsWith('mailClient'))).toEqual([
      `${event} by mailClient`,
      expect.stringMatching(/ by mailClient$/),
    ]);
  });

  test('a move from one of these folders to another is followed', async () => {
    world.watch({ reconcile: 100 });
    const uid = world.deliver('moved');
    await taken(1);
    await watching();
    const there = move(uid, 'Archive');
    await become('moved / archive');
    move(there, 'Trash', 'Archive');
    await become('moved / trash');
  });

  test('what was moved while nobody watched is found at the start', async () => {
    const watchers = world.watch();
    const uids = ['one', 'two', 'three'].map((subject) => world.deliver(subject));
    await taken(3);
    await watching();
    await watchers.stop();
    move(uids[0]!, 'Archive');
    move(uids[1]!, 'Trash');
    world.watch();
    await become('one / archive', 'two / trash', 'three / inbox');
  });

  test('the same email once more is not taken for the first one, which was filed just before a crash', async () => {
    const watchers = world.watch();
    const uid = world.deliver('twice');
    await taken(1);
    await watching();
    await watchers.stop();
    const archived = move(uid, 'Archive');
    await world.pool.query(`update email_copy set wanted_kind = 'archive' where mailbox_id = $1`, [
      world.mailboxId,
    ]);
    const again = world.deliver('twice');
    world.watch();
    await until(async () => (await world.copies()).length === 2);
    expect((await world.copies()).map(({ folder, uid: n, missing }) => [folder, n, missing])).toEqual([
      ['Archive', archived, false],
      ['INBOX', again, false],
    ]);
    expect(await world.conversations()).toHaveLength(1);
  });

  describe('what was archived before it was read', () => {
    test('is taken in without a card, as archived by the mail program', async () => {
      const watchers = world.watch();
      world.deliver('read');
      await taken(1);
      await watching();
      await watchers.stop();
      const uid = move(world.deliver('quickly archived'), 'Archive');
      world.watch({ reconcile: 50 });
      await become('read / inbox', 'quickly archived / silent');
      expect((await world.history()).slice(-3)).toEqual([
        'started by mail',
        'emailReceived by mail',
        'archived by mailClient',
      ]);
      const archived = { folder: 'Archive', uid, missing: false, wanted: 'archive' };
      expect(await world.copies()).toContainEqual(expect.objectContaining(archived));
    });

    test('archives the conversation that it answers', async () => {
      const watchers = world.watch();
      const first = world.deliver('question');
      await taken(1);
      await watching();
      await watchers.stop();
      const parent = `In-Reply-To: <question.${world.mailboxId}@client.example>\r\n`;
      const answer = world.mail.deliver(world.account, world.letter('more', parent));
      move(first, 'Archive');
      move(answer, 'Archive');
      world.watch({ reconcile: 50 });
      await become('question / archive', 'more / archive');
      expect(await world.copies()).toMatchObject([
        { folder: 'Archive', wanted: 'archive' },
        { folder: 'Archive', wanted: 'archive' },
      ]);
    });

    test('is nothing when the inbox has it too, when it lay there before, or when it was thrown away', async () => {
      world.mail.append(world.account, 'Archive', world.letter('old'));
      const watchers = world.watch({ reconcile: 50 });
      const raw = world.letter('kept twice');
      world.mail.deliver(world.account, raw);
      await taken(1);
      await watching();
      world.mail.append(world.account, 'Archive', raw);
      for (const folder of ['Trash', 'Junk']) world.mail.append(world.account, folder, world.letter(folder));
      // Beyond all of these the archive has been looked through.
      world.mail.append(world.account, 'Archive', world.letter('last'));
      await taken(2);
      expect(await world.conversations()).toEqual(['kept twice / inbox', 'last / silent']);
      expect(await world.copies()).toHaveLength(2);
      await watchers.stop();
    });

    test('is nothing where the archive has a copy of everything', async () => {
      await world.finish();
      await world.begin([
        { path: 'All Mail', specialUse: '\\All' },
        { path: 'Trash', specialUse: '\\Trash' },
      ]);
      world.watch({ reconcile: 50 });
      await watching();
      world.mail.append(world.account, 'All Mail', world.letter('sent from elsewhere'));
      const looked = async () => {
        const { rows } = await world.pool.query(
          `select last_uid::int as uid from folder_cursor where mailbox_id = $1 and folder = 'All Mail'`,
          [world.mailboxId],
        );
        return rows[0]?.uid === 1;
      };
      await until(looked);
      expect(await world.conversations()).toEqual([]);
    });
  });

  describe('copies of the same email', () => {
    const places = async () =>
      (await world.copies()).map(
        ({ folder, uid, missing }) => `${folder} ${uid}${missing ? ' missing' : ''}`,
      );
    const lie = (...lines: string[]) =>
      until(async () => JSON.stringify((await places()).sort()) === JSON.stringify(lines));

    /** Two of them, known, wanted in the archive; the watcher has stopped. */
    async function twoKnown(): Promise<[EmailCopy, EmailCopy]> {
      const watchers = world.watch();
      world.deliver('twice');
      world.deliver('twice');
      await until(async () => (await world.copies()).length === 2);
      await watchers.stop();
      return world.store.transaction(async (tx) => {
        const [{ conversationId }] = (await tx.emails.copiesIn(world.mailboxId, 'INBOX', validity())) as [
          EmailCopy,
        ];
        await tx.emails.wantFolder(conversationId, 'archive');
        return (await tx.emails.copiesOf(conversationId)) as [EmailCopy, EmailCopy];
      });
    }
    const validity = (folder = 'INBOX') => String(world.mail.folder(world.account, folder).uidValidity);
    const archived = (uid: number) => ({
      folder: 'Archive',
      folderKind: 'archive' as const,
      uidValidity: validity('Archive'),
      uid,
    });

    test('of which one was filed just before a crash and the next taken for it are both found again', async () => {
      const [first, second] = await twoKnown();
      move(first.uid, 'Archive');
      move(second.uid, 'Archive');
      // The watcher met the second before its move was recorded.
      await world.store.transaction((tx) => tx.emails.relocateCopy(first.id, archived(2), false));
      await world.store.transaction((tx) => tx.emails.relocateCopy(second.id, archived(2), false));
      world.watch();
      await lie('Archive 1', 'Archive 2');
    });

    test('one that is looked for and lies in the archive is not taken for the one that comes now', async () => {
      const [first, second] = await twoKnown();
      move(first.uid, 'Archive');
      move(second.uid, 'Archive');
      await world.store.transaction(async (tx) => {
        await tx.emails.relocateCopy(second.id, archived(2), false);
        await tx.emails.markMissing(first);
      });
      const third = world.deliver('twice');
      world.watch();
      await lie('Archive 1', 'Archive 2', `INBOX ${third}`);
    });

    test('one that is nowhere any more is forgotten, the other stays', async () => {
      const [first] = await twoKnown();
      world.mail.remove(world.account, 'INBOX', [first.uid]);
      world.watch({ reconcile: 50 });
      await lie('INBOX 2');
      expect(await world.conversations()).toEqual(['twice / inbox']);
    });

    test('filing tells those apart that moved with no record from the one that it moves', async () => {
      const [first, second] = await twoKnown();
      move(first.uid, 'Archive');
      const filed = await world.filing().move(world.mailboxId, [first, second], 'archive');
      expect(filed).toMatchObject([
        { ok: true, folder: 'Archive', uid: 1 },
        { ok: true, folder: 'Archive', uid: 2 },
      ]);
    });
  });

  test('many moved at once are found together', async () => {
    world.watch();
    const uids = Array.from({ length: 30 }, (_, n) => world.deliver(`letter ${n}`));
    await taken(30);
    await watching();
    world.mail.move(world.account, 'INBOX', uids, 'Archive');
    await until(async () => (await world.conversations()).every((line) => line.endsWith(' / archive')));
    expect((await world.copies()).some((copy) => copy.missing)).toBe(false);
  });

  test('a folder that cannot be opened does not keep the inbox from being watched', async () => {
    world.refuse('SELECT', (data) => data.includes('Trash'));
    world.watch({ reconcile: 50 });
    await watching();
    world.deliver('one');
    await taken(1);
    expect((await world.health()).state).toBe('watching');
    expect(world.logged.map(({ message }) => message)).toContain('A folder cannot be looked into');
    expect(world.logged.map(({ message }) => message)).not.toContain('A mailbox is not being read');
  });

  test('what is nowhere any more is missing, and its conversation stays', async () => {
    world.watch();
    const uid = world.deliver('gone');
    await taken(1);
    await watching();
    world.mail.remove(world.account, 'INBOX', [uid]);
    await until(async () => (await world.copies())[0]!.missing);
    expect(await world.conversations()).toEqual(['gone / inbox']);
  });

  test('another email with the same Message-ID in the archive is not taken for the lost one', async () => {
    world.watch();
    const raw = world.letter('original');
    const uid = world.mail.deliver(world.account, raw);
    await taken(1);
    await watching();
    world.mail.append(world.account, 'Archive', raw.replace('Hello from', 'Goodbye from'));
    world.mail.remove(world.account, 'INBOX', [uid]);
    await until(async () => (await world.copies())[0]!.missing);
    expect(await world.conversations()).toEqual(['original / inbox']);
  });

  test('an email without Message-ID is recognised by its content', async () => {
    world.watch();
    const raw = world.letter('nameless').replace(/^Message-ID:.*\r\n/m, '');
    const uid = world.mail.deliver(world.account, raw);
    await taken(1);
    await watching();
    move(uid, 'Archive');
    await become('nameless / archive');
  });

  test('when the server numbers the inbox anew nothing is taken in twice, and what is new is', async () => {
    world.watch();
    world.deliver('first');
    const second = world.deliver('second');
    world.deliver('third');
    await taken(3);
    await watching();
    world.mail.remove(world.account, 'INBOX', [second]);
    await until(async () => (await world.copies()).some((copy) => copy.missing));
    const uidValidity = world.mail.recreateFolder(world.account, 'INBOX');
    world.deliver('fourth');
    await taken(4);
    const copies = await world.pool.query(
      `select uid::int from email_copy where mailbox_id = $1 and uid_validity = $2 and not missing order by uid`,
      [world.mailboxId, uidValidity],
    );
    expect(copies.rows.map((row) => row.uid)).toEqual([1, 2, 3]);
    expect((await world.history()).filter((line) => line.startsWith('emailReceived'))).toHaveLength(4);
  });

  test('when the server numbers the archive anew the emails in it are found again', async () => {
    const watchers = world.watch();
    const uid = world.deliver('kept');
    world.mail.append(world.account, 'Archive', world.letter('of before'));
    await taken(1);
    await watching();
    move(uid, 'Archive');
    await become('kept / archive');
    await watchers.stop();
    world.mail.remove(world.account, 'Archive', [1]);
    const uidValidity = world.mail.recreateFolder(world.account, 'Archive');
    world.watch();
    await until(async () => {
      const { rows } = await world.pool.query(
        'select uid_validity::int as v from email_copy where mailbox_id = $1',
        [world.mailboxId],
      );
      return rows[0].v === uidValidity;
    });
    expect(await world.copies()).toMatchObject([{ folder: 'Archive', uid: 1, missing: false }]);
    expect(await world.conversations()).toEqual(['kept / archive']);
  });

  describe('filing', () => {
    const file = async (kind: FolderKind) => {
      const conversation = await world.pool.query('select id from conversation where mailbox_id = $1', [
        world.mailboxId,
      ]);
      await world.store.transaction(async (tx) => {
        for (const { id } of conversation.rows) await tx.emails.wantFolder(id, kind);
      });
      const copies = await world.store.transaction((tx) => tx.emails.misfiledCopies(world.mailboxId, 50));
      return { copies, filed: await world.filing().move(world.mailboxId, copies, kind) };
    };

    test('moves emails and says where they lie', async () => {
      const watchers = world.watch();
      world.deliver('one');
      world.deliver('two');
      await taken(2);
      await watchers.stop();
      const { copies, filed } = await file('archive');
      expect(world.uids('INBOX')).toEqual([]);
      expect(filed).toEqual(
        copies.map((copy, n) => ({
          copyId: copy.id,
          ok: true,
          folder: 'Archive',
          uidValidity: String(world.mail.folder(world.account, 'Archive').uidValidity),
          uid: n + 1,
        })),
      );
      // As after a crash between the move and its record.
      expect(await world.filing().move(world.mailboxId, copies, 'archive')).toEqual(filed);
    });

    test('while it is watched, our own moves are not taken for a person’s', async () => {
      world.watch({ reconcile: 100 });
      world.deliver('one');
      await taken(1);
      await watching();
      await file('archive');
      await until(async () => (await world.copies())[0]!.folder === 'Archive');
      expect((await world.history()).filter((line) => line.endsWith('mailClient'))).toEqual([]);
      expect(await world.copies()).toHaveLength(1);
    });

    test('says what is missing and what could not be reached', async () => {
      const watchers = world.watch();
      const uid = world.deliver('one');
      await taken(1);
      await watchers.stop();
      world.mail.remove(world.account, 'INBOX', [uid]);
      expect((await file('trash')).filed).toMatchObject([{ ok: false, why: 'missing' }]);
      await world.mail.faults.imap.refuse(5);
      expect((await file('trash')).filed).toMatchObject([{ ok: false, why: 'unreachable' }]);
    });

    test('does not take another email with the same Message-ID for the one that is missing', async () => {
      const watchers = world.watch();
      const raw = world.letter('original');
      const uid = world.mail.deliver(world.account, raw);
      await taken(1);
      await watchers.stop();
      world.mail.append(world.account, 'Archive', raw.replace('Hello from', 'Goodbye from'));
      world.mail.remove(world.account, 'INBOX', [uid]);
      expect((await file('archive')).filed).toMatchObject([{ ok: false, why: 'missing' }]);
    });

    test('what the server refuses to move lies where it lay, and is not missing', async () => {
      const watchers = world.watch();
      world.deliver('stays');
      await taken(1);
      await watchers.stop();
      world.refuse('UID MOVE', () => true);
      expect((await file('archive')).filed).toMatchObject([
        { ok: false, why: 'unreachable', detail: expect.stringContaining('refused') },
      ]);
    });

    test('makes an archive where there is none', async () => {
      await world.finish();
      await world.begin([{ path: 'Trash', specialUse: '\\Trash' }]);
      const watchers = world.watch();
      world.deliver('one');
      await taken(1);
      await watchers.stop();
      expect((await file('archive')).filed).toMatchObject([{ ok: true, folder: 'Archive' }]);
      expect(world.uids('Archive')).toEqual([1]);
    });
  });
});
