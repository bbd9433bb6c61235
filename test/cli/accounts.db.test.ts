import type { DataSource } from 'typeorm';
import { createDataSource } from '../../src/db/dataSource';
import { createStore } from '../../src/db/store';
import { newId } from '../../src/ports/newId';
import { type CommandLine, openCommandLine } from './commandLine';

jest.setTimeout(120_000);

let line: CommandLine;
let source: DataSource;
beforeAll(async () => {
  line = await openCommandLine();
  for (const who of ['ada@acme.test', 'ben@acme.test'])
    await run('member', 'set', who, '--no-workspace-admin');
  source = await createDataSource({ url: line.database.url }).initialize();
  await source.query(
    `insert into installation (id, workspace_id, platform, team, bot_user)
     select $1, id, 'teams', 'tenant-1', '28:bot' from workspace`,
    [newId()],
  );
  // Accounts are proposed only from where a mailbox has a channel.
  await source.query(
    `with mailbox as (
       insert into mailbox (id, workspace_id, address, name, visibility, imap, connected_at)
       select $1, id, 'support@acme.test', 'support', 'open', '{}', now() from workspace returning id)
     insert into mailbox_channel (mailbox_id, installation_id, channel, position)
     select mailbox.id, installation.id, '19:support@thread.tacv2', 1 from mailbox, installation
      where platform = 'teams'`,
    [newId()],
  );
});
afterAll(async () => {
  await source.destroy();
  await line.close();
});

const run = (...args: string[]) => line.run(args);
const accounts = async () => JSON.parse((await run('member', 'accounts', '--json')).out);
const asks = (user: string, email: string) =>
  createStore(source).transaction((tx) =>
    tx.accounts.propose(
      { platform: 'teams', team: 'tenant-1', user },
      { name: `${user} in Teams`, email },
      '2026-11-22T12:00:00.000Z',
    ),
  );

describe('an administrator at the command line', () => {
  it('sees who is known as what, and that nobody asks', async () => {
    expect((await run('member', 'accounts')).out).toBe(
      [
        'NAME      EMAIL          ACCOUNTS',
        'Ada Bell  ada@acme.test  Slack U0ADA',
        'Ben Cole  ben@acme.test  Slack U0BEN',
        'No account asks to be somebody.',
        '',
      ].join('\n'),
    );
  });

  it('sees who asks to be whom, confirms one and refuses the other', async () => {
    await asks('ada-1', 'ADA@acme.test');
    await asks('ben-1', 'ben@acme.test');
    const { out } = await run('member', 'accounts');
    expect(out).toMatch(
      /TO CONFIRM .*\n[0-9a-f]{8} +Teams ada-1 +ada-1 in Teams +ADA@acme.test +Ada Bell +2026-11-22 12:00\n/,
    );
    const [ada, ben] = (await accounts()).waiting;

    expect(await run('member', 'confirm', ada.id.slice(-8))).toMatchObject({
      code: 0,
      out: 'ada-1 in Teams (ADA@acme.test) on Teams is Ada Bell from now on.\n',
    });
    expect(await run('member', 'refuse', ben.id)).toMatchObject({
      code: 0,
      out: 'ben-1 in Teams (ben@acme.test) on Teams is not Ben Cole and stays unknown.\n',
    });
    expect(await run('member', 'confirm', ben.id)).toMatchObject({
      code: 1,
      err: expect.stringMatching(/^No account with the ID .* postroom member accounts\n$/),
    });
    expect(await asks('ben-1', 'ben@acme.test')).toBeNull();
    const { people, waiting } = await accounts();
    expect(waiting).toEqual([]);
    expect(people.map((one: { accounts: unknown[] }) => one.accounts.length)).toEqual([2, 1]);
  });

  it.each([['1'], ['0000000'], ['%'], ['']])('hears that %j names none', async (id) => {
    expect((await run('member', 'confirm', id)).code).toBe(1);
  });

  it('takes an account away and gives another one, which history tells', async () => {
    expect(await run('member', 'link', 'ada bell', '--slack', 'U0BEN')).toMatchObject({
      code: 1,
      err: expect.stringMatching(/belongs to somebody else/),
    });
    expect(await run('member', 'unlink', 'ben@acme.test', '--slack')).toMatchObject({
      code: 0,
      out: 'U0BEN on Slack is not Ben Cole any more.\n',
    });
    expect(await run('member', 'link', 'ada@acme.test', '--slack', 'ben@acme.test')).toMatchObject({
      code: 1,
      err: expect.stringMatching(/Ada Bell has an account on Slack already/),
    });
    expect(await run('member', 'link', 'ben@acme.test', '--slack', 'U0BEN')).toMatchObject({
      code: 0,
      out: 'Ben Cole (U0BEN) on Slack is Ben Cole.\n',
    });
    const told = await run('history', 'show', 'ben@acme.test');
    expect(told.out.replace(/^[\d: -]{19} {2}/gm, '')).toBe(
      [
        'Slack account added to Ben Cole by Postroom',
        'Slack account taken away from Ben Cole by Postroom',
        'Slack account added to Ben Cole by Postroom',
        '',
      ].join('\n'),
    );
    const french = await run('history', 'show', 'ADA@acme.test', '--language', 'fr');
    expect(french.out).toMatch(/Compte Teams demandant à être Ada Bell confirmé par Postroom\n$/);
    expect((await run('history', 'verify')).out).toMatch(/^Sound: \d+ events in 2 histories/);
    expect((await run('history', 'export')).out).toMatch(/"kind":"person".*accountUnlinked/);
  });

  it('is told what does not fit', async () => {
    const refused = async (args: string[], sentence: RegExp) =>
      expect(await run(...args)).toMatchObject({ code: 1, err: expect.stringMatching(sentence) });
    await refused(['member', 'link', 'zoe@acme.test', '--slack', 'U0BEN'], /knows nobody called zoe/);
    await refused(['member', 'link', 'ben@acme.test', '--slack', 'U0NOBODY'], /Nobody in Slack is called/);
    await refused(['member', 'link', 'ben@acme.test', '--teams', 'ben@acme.test'], /TEAMS_APP_ID is missing/);
    await refused(['member', 'unlink', 'ben@acme.test', '--teams'], /Ben Cole has no account on Teams/);
    await refused(['member', 'unlink', 'ben@acme.test', '--slack', 'U0ADA'], /Name the account .*: U0BEN\./);
    await refused(['history', 'show', 'zoe@acme.test'], /knows nobody called zoe/);
  });

  it('is told when somebody changed the history of a person', async () => {
    const owner = await createDataSource({ url: line.database.ownerUrl }).initialize();
    try {
      await owner.query('alter table history disable trigger user');
      await owner.query(`delete from history where type = 'accountUnlinked'`);
      await owner.query('alter table history enable trigger user');
    } finally {
      await owner.destroy();
    }
    expect(await run('history', 'verify')).toMatchObject({
      code: 1,
      out: expect.stringMatching(/Broken: person Ben Cole: events before event 3 are missing/),
    });
  });
});
