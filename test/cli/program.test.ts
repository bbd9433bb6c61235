import { type Command, CommanderError } from 'commander';
import { buildProgram } from '../../src/cli/program';
import { fakeTerminal } from './fakeTerminal';

function program(env: NodeJS.ProcessEnv = {}) {
  const terminal = fakeTerminal(env);
  let opened = 0;
  const built = buildProgram({
    terminal,
    withTools: async () => {
      opened += 1;
      throw new Error('The database was opened.');
    },
  });
  const run = async (...args: string[]): Promise<unknown> =>
    built.parseAsync(['node', 'postroom', ...args]).then(
      () => null,
      (error: unknown) => error,
    );
  return { built, terminal, run, opened: () => opened };
}

function everyCommand(command: Command, path: string[] = []): string[][] {
  return [path, ...command.commands.flatMap((child) => everyCommand(child, [...path, child.name()]))];
}

describe('postroom --help', () => {
  const paths = everyCommand(program().built);

  it('knows every command of the manual', () => {
    expect(
      paths
        .map((path) => path.join(' '))
        .filter((path) => path.includes(' '))
        .sort(),
    ).toEqual([
      'history export',
      'history show',
      'history verify',
      'mailbox add',
      'mailbox bind',
      'mailbox list',
      'mailbox pause',
      'mailbox remove',
      'mailbox resume',
      'mailbox unbind',
      'member accounts',
      'member confirm',
      'member link',
      'member list',
      'member refuse',
      'member remove',
      'member set',
      'member unlink',
      'qualification add',
      'qualification list',
      'qualification retire',
    ]);
    expect(paths).toContainEqual(['replay']);
  });

  it.each(paths.map((path) => [path.join(' ') || '(alone)', path] as const))(
    'of %s shows an example of it and opens nothing',
    async (_, path) => {
      const { terminal, run, opened } = program();

      const ended = await run(...path, '--help');

      expect(ended).toMatchObject({ exitCode: 0 });
      const help = terminal.printed.join('\n');
      expect(help).toMatch(/Examples?:\n {2}postroom /);
      expect(help.slice(help.indexOf('Example'))).toContain(['postroom', ...path].join(' '));
      expect(opened()).toBe(0);
    },
  );

  it('explains an option for everything that it names', () => {
    const bare = (command: Command): string[] => [
      ...command.options.filter((option) => !option.description).map((option) => option.flags),
      ...command.commands.flatMap(bare),
    ];
    expect(bare(program().built)).toEqual([]);
  });

  it('offers no option that takes a password', () => {
    const flags = (command: Command): string[] => [
      ...command.options.map((option) => option.long ?? ''),
      ...command.commands.flatMap(flags),
    ];
    const about = flags(program().built).filter((flag) => /pass|secret|token|key/.test(flag));
    expect(about.sort()).toEqual([
      '--password-env',
      '--password-file',
      '--smtp-password-env',
      '--smtp-password-file',
    ]);
  });
});

describe('what is not understood', () => {
  it.each([
    [['mailbocks']],
    [['mailbox', 'add']],
    [['mailbox', 'add', 'support@example.com', '--name', 'support']],
    [['member', 'remove', 'ada@example.com']],
    [['replay']],
  ])('%j ends with the way to help, before anything is opened', async (args) => {
    const { terminal, run, opened } = program();

    const ended = await run(...args);

    expect(ended).toBeInstanceOf(CommanderError);
    expect((ended as CommanderError).exitCode).not.toBe(0);
    expect(terminal.noted.join('\n')).toContain('--help');
    expect(opened()).toBe(0);
  });

  it('does not repeat a password that somebody tried to give', async () => {
    const { terminal, run } = program();

    await run('mailbox', 'list', '--password=lighthouse-keeper');

    expect(terminal.noted.join('\n')).toContain("unknown option '--password'");
    expect(terminal.noted.join('\n')).not.toContain('lighthouse');
  });

  it.each([
    [['member', 'set', 'ada@example.com'], /in which mailbox/],
    [['member', 'set', 'ada@example.com', '--role', 'agent'], /in which mailbox/],
    [['member', 'set', 'ada@example.com', '--mailbox', 'support'], /agent, dispatcher, admin/],
    [
      ['member', 'set', 'ada@example.com', '--mailbox', 'support', '--role', 'boss'],
      /agent, dispatcher, admin/,
    ],
    [['history', 'show', 'first'], /by its number/],
    [['member', 'link', 'ada@example.com'], /--slack ID or --teams ID/],
    [['member', 'link', 'ada', '--slack', 'U1', '--teams', 'x'], /--slack ID or --teams ID/],
    [['member', 'unlink', 'ada@example.com'], /--slack ID or --teams ID/],
    [['history', 'show', '1', '--language', 'de'], /en or fr/],
    [['history', 'verify', '--checkpoint', '12'], /--checkpoint takes/],
    [['qualification', 'add', 'support', 'A', 'B', '--emoji', '📦'], /one name/],
  ])('%j is wrong usage', async (args, sentence) => {
    const { run, opened } = program();

    const ended = await run(...args);

    expect(ended).toMatchObject({ exitCode: 2, message: expect.stringMatching(sentence) });
    expect(opened()).toBe(0);
  });
});

describe('mailbox add, before anything is opened', () => {
  const words = (...more: string[]) => [
    ...['mailbox', 'add', 'support@example.com', '--name', 'support', '--channel', '#support'],
    ...['--imap', 'imap.example.com', '--password-env', 'MAIL_PASSWORD', ...more],
  ];
  const env = { MAIL_PASSWORD: 'lighthouse-keeper' };

  it.each([
    [['--visibility', 'secret'], /open or assigned-only/],
    [['--visibility', 'open', '--language', 'de'], /en or fr/],
    [['--visibility', 'open', '--backlog-days', '-1'], /whole number/],
    [['--visibility', 'open', '--buttons', 'take,delete'], /"delete".*take, read/],
    [['--visibility', 'open', '--imap-tls', 'ssl'], /implicit, starttls, none/],
    [['--visibility', 'open', '--imap-tls', 'none'], /on this machine/],
    [['--visibility', 'open', '--smtp', 'smtp.example.com:0'], /--smtp takes/],
    [['--visibility', 'open', '--password-file', 'x'], /not both/],
  ])('%j is refused', async (more, sentence) => {
    const { run, opened } = program(env);

    expect(await run(...words(...more))).toMatchObject({
      exitCode: 2,
      message: expect.stringMatching(sentence),
    });
    expect(opened()).toBe(0);
  });

  it('explains both visibilities when none is given and nobody can be asked', async () => {
    const { run, opened } = program(env);

    const ended = (await run(...words())) as Error;

    expect(ended.message).toMatch(/open .*assigned-only .*--visibility open or --visibility assigned-only/s);
    expect(opened()).toBe(0);
  });

  it('names no variable that is not set: it may be the password itself', async () => {
    const { run } = program({});

    const ended = (await run(...words('--visibility', 'open', '--password-env', 'hunter2'))) as Error;

    expect(ended).toMatchObject({ exitCode: 2 });
    expect(ended.message).not.toContain('hunter2');
  });
});
