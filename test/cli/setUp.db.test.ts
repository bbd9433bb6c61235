import { createDataSource } from '../../src/db/dataSource';
import { createStore } from '../../src/db/store';
import { createSecrets } from '../../src/secrets';
import { type CommandLine, openCommandLine, PASSWORD, SECRET_KEY } from './commandLine';

jest.setTimeout(120_000);

let line: CommandLine;
beforeAll(async () => {
  line = await openCommandLine();
});
afterAll(() => line.close());

const run = (...args: string[]) => line.run(args);
const json = async (...args: string[]) => JSON.parse((await run(...args, '--json')).out);

describe('an administrator sets a workspace up', () => {
  it('and is refused what cannot work, with nothing saved', async () => {
    const refused = async (args: string[], sentence: RegExp, env: NodeJS.ProcessEnv = {}) => {
      const { code, out, err } = await line.run(args, { env });
      expect({ out, err }).toEqual({ out: '', err: expect.stringMatching(sentence) });
      expect(err).not.toMatch(/^\s+at /m);
      expect(code).toBe(1);
    };
    const open = line.addSupport('--visibility', 'open');

    await refused(open, /refused the user name or the password.*Nothing was saved/, {
      MAIL_PASSWORD: `${PASSWORD}-not`,
    });
    await refused([...open, '--imap', '127.0.0.1:1'], /Nothing listens on this port.*Nothing was saved/);
    await refused([...open, '--channel', '#hidden'], /no channel #hidden.*\/invite/);
    await refused([...open, '--agent', 'nobody@acme.test'], /Nobody in Slack.*nobody@acme.test/);
    await refused(line.addSupport('--visibility', 'assigned-only'), /--allow-public-channel/);
    await refused(open, /SLACK_BOT_TOKEN is missing/, { SLACK_BOT_TOKEN: '' });
    await refused(open, /SLACK_BOT_TOKEN \(invalid_auth\)/, { SLACK_BOT_TOKEN: 'xoxb-wrong' });
    await refused(open, /POSTROOM_SECRET_KEY is missing/, { POSTROOM_SECRET_KEY: '' });
    await refused(['mailbox', 'list'], /database.*nothing listens/i, {
      DATABASE_URL: 'postgres://postroom:planted-secret@127.0.0.1:1/postroom',
      DATABASE_OWNER_URL: '',
    });

    expect(await json('mailbox', 'list')).toEqual([]);
    expect(line.slack.channel('support').members).not.toContain(line.slack.botUserId);
    expect(line.everything()).not.toContain('planted-secret');
  });

  it('with a mailbox, its members and qualifications in one command', async () => {
    const { code, out, err } = await line.run(
      line
        .addSupport('--visibility', 'open', '--language', 'fr', '--backlog-days', '7')
        .concat([
          ...['--agent', 'ada@acme.test', '--dispatcher', 'U0BEN', '--require-qualification'],
          ...['--qualification', '📦 Orders', '--qualification', 'Refund', '--buttons', 'take,assign'],
        ]),
    );

    expect({ code, err }).toEqual({ code: 0, err: expect.stringMatching(/Signed in.*No bot is running/s) });
    expect(out.trim().split('\n')).toEqual([
      expect.stringMatching(/^support is added: .* cards in #support \(open\)/),
      'Ada Bell is agent of support.',
      'Ben Cole is dispatcher of support.',
      'support offers Orders.',
      'support offers Refund.',
    ]);
    const [mailbox] = await json('mailbox', 'list');
    expect(mailbox).toMatchObject({
      address: 'support@acme.test',
      visibility: 'open',
      locale: 'fr',
      state: 'active',
      backlogDays: 7,
      qualificationRequired: true,
      buttons: ['take', 'assign'],
      members: 2,
      channels: [{ channel: 'C0SUPPORT' }],
      imap: { host: '127.0.0.1', port: line.mail.imap.port, secure: false, user: 'support@acme.test' },
    });
    expect(line.slack.channel('support').members).toContain(line.slack.botUserId);
    const offered: unknown[] = await json('qualification', 'list', 'support');
    expect(offered).toEqual([
      expect.objectContaining({ name: 'Orders', emoji: '📦', position: 1 }),
      expect.objectContaining({ name: 'Refund', emoji: null, position: 2 }),
    ]);
  });

  it('whose password is sealed for that mailbox', async () => {
    const [{ id }] = await json('mailbox', 'list');
    const source = await createDataSource({ url: line.database.url }).initialize();
    try {
      const store = createStore(source);
      const sealed = await store.transaction((tx) => tx.mailboxes.password(id, 'imap'));
      expect(Buffer.from(sealed!).includes(PASSWORD)).toBe(false);
      expect(createSecrets([SECRET_KEY]).open(`imap:${id}`, sealed!)).toBe(PASSWORD);
      const smtp = await store.transaction((tx) => tx.mailboxes.password(id, 'smtp'));
      expect(createSecrets([SECRET_KEY]).open(`smtp:${id}`, smtp!)).toBe(PASSWORD);
    } finally {
      await source.destroy();
    }
  });

  it('and not twice', async () => {
    const again = await line.run(line.addSupport('--visibility', 'open'));
    expect(again).toMatchObject({ code: 1, err: expect.stringMatching(/is a mailbox of Postroom already/) });
    const [verb, add, , ...rest] = line.addSupport('--visibility', 'open');
    const named = await line.run([verb!, add!, 'other@acme.test', ...rest]);
    expect(named).toMatchObject({ code: 1, err: expect.stringMatching(/Choose another --name/) });
  });

  it('with members who get, keep and lose roles', async () => {
    const set = await run(
      ...['member', 'set', 'U0ADA', 'ben@acme.test', '--mailbox', 'support', '--role', 'agent'],
      ...['--grant', 'assign', '--deny', 'take'],
    );
    expect(set.out).toBe(
      'Ada Bell is agent of support, with -take +assign.\nBen Cole is agent of support, with -take +assign.\n',
    );
    expect((await run('member', 'set', 'ada@acme.test', '--workspace-admin')).out).toBe(
      'Ada Bell is a workspace admin.\n',
    );

    expect(await json('member', 'list')).toEqual([
      { mailbox: null, role: 'workspaceAdmin', name: 'Ada Bell', email: 'ada@acme.test' },
      expect.objectContaining({ mailbox: 'support', role: 'agent', grants: { assign: true, take: false } }),
      expect.objectContaining({ name: 'Ben Cole', accounts: [expect.objectContaining({ user: 'U0BEN' })] }),
    ]);

    expect((await run('member', 'remove', 'U0BEN', '--mailbox', 'support')).code).toBe(0);
    const gone = await run('member', 'remove', 'U0BEN', '--mailbox', 'support');
    expect(gone).toMatchObject({ code: 1, err: expect.stringMatching(/is no member of support/) });
    const table = await run('member', 'list', 'support');
    expect(table.out).toMatch(/^MAILBOX .*\nsupport {2}Ada Bell {2}agent .*-take \+assign\n$/);
  });

  it('and hears what exists when something is called wrongly', async () => {
    expect(await run('qualification', 'add', 'sales', 'X')).toMatchObject({
      code: 1,
      err: 'There is no mailbox "sales". There are: support.\n',
    });
    expect(await run('qualification', 'retire', 'support', 'Spam')).toMatchObject({
      code: 1,
      err: 'support does not offer "Spam". It offers Orders, Refund.\n',
    });
    const { code, err } = await run('member', 'set', '@ada', '--mailbox', 'support', '--role', 'agent');
    expect({ code, err }).toEqual({ code: 1, err: expect.stringMatching(/"@ada" is neither/) });
  });

  it('moves its cards to another channel, and never takes the last one away', async () => {
    const bound = await run('mailbox', 'bind', 'support', '--channel', '#desk');
    expect(bound).toMatchObject({ code: 0, out: 'support posts its cards in #desk.\n' });
    expect(line.slack.channel('desk').members).toContain(line.slack.botUserId);
    const [mailbox] = await json('mailbox', 'list');
    expect(mailbox.channels).toEqual([expect.objectContaining({ channel: 'C0DESK' })]);
    expect((await run('mailbox', 'list')).out).toMatch(/support@acme.test +C0DESK /);
    const again = await run('mailbox', 'bind', 'support', '--channel', 'C0DESK');
    expect(again.out).toBe('support posted its cards in #desk already.\n');

    const refused = async (...args: string[]) => (await run('mailbox', ...args)).err;
    expect(await refused('unbind', 'support', '--platform', 'slack')).toMatch(/only channel of support/);
    expect(await refused('unbind', 'support', '--platform', 'teams')).toMatch(/no channel in Teams/);
    expect(await refused('unbind', 'support', '--platform', 'irc')).toMatch(/slack or teams/);
    expect(await refused('bind', 'support', '--teams-channel', 'Support')).toMatch(/TEAMS_APP_ID is missing/);
    expect(await refused('bind', 'support')).toMatch(/--channel \(Slack\), --teams-channel/);
    await run('mailbox', 'bind', 'support', '--channel', '#support');
  });

  it('retires a qualification, pauses, resumes and removes the mailbox', async () => {
    await run('qualification', 'retire', 'support', '📦 Orders');
    expect((await run('qualification', 'list', 'support')).out).toMatch(
      /Orders {2}retired\n.*Refund {2}offered/,
    );
    expect((await run('mailbox', 'pause', 'SUPPORT@acme.test')).out).toMatch(/is paused/);
    expect((await run('mailbox', 'pause', 'support')).out).toMatch(/was paused already/);
    expect((await run('mailbox', 'list')).out).toMatch(/support@acme.test .* paused\n/);
    expect((await run('mailbox', 'resume', 'support')).out).toMatch(/is watched again/);

    expect(await run('mailbox', 'remove', 'support')).toMatchObject({
      code: 2,
      err: expect.stringMatching(/--yes/),
    });
    expect((await run('mailbox', 'remove', 'support', '--yes')).code).toBe(0);
    expect(await json('mailbox', 'list')).toEqual([expect.objectContaining({ state: 'removed' })]);
    expect((await run('history', 'verify')).out).toMatch(/^Sound: 19 events in 3 histories/);
  });

  it('and reads no secret anywhere, not even while looking for a fault', async () => {
    const env = { LOG_LEVEL: 'debug' };
    await line.run(line.addSupport('--visibility', 'open', '--imap', '127.0.0.1:1'), { env });
    await line.run(['mailbox', 'list', '--json'], { env });
    // Were it not blanked, the name would show it.
    const named = await line.run(line.addSupport('--visibility', 'open', '--name', PASSWORD), { env });

    expect(named.out).toContain('[secret] is added');
    for (const secret of [PASSWORD, SECRET_KEY, line.slack.botToken, line.slack.appToken]) {
      expect(line.everything()).not.toContain(secret);
    }
  });
});
