import type { Command } from 'commander';
import { redrawHomes } from '../app/redrawHomes';
import type { Tools } from '../compose/tools';
import type { Account, Decision, LinkProblem, Proposal } from '../ports/accounts';
import type { Person } from '../ports/rows';
import type { Tx } from '../ports/store';
import { platformName } from '../ui/platformName';
import { example } from './help';
import { Problem, wrongUsage } from './problem';
import type { Session } from './session';
import { table } from './table';
import { COMMAND_LINE, knownWorkspace, openWorkplace, type Platform, teamOn } from './workplace';

const PERSON = 'email address, name or chat user id of somebody whom Postroom knows';
/** Enough of an id to tell a proposal from every other, and to be typed. */
const SHORT = 8;

/** Who is known under which accounts, and who asks to be: part of `postroom member`. */
export function accountCommands(member: Command, session: Session): void {
  listAccounts(member, session);
  decideCommand(
    member,
    session,
    'confirm',
    'confirmed',
    'this account is that person: they get all their rights',
  );
  decideCommand(
    member,
    session,
    'refuse',
    'refused',
    'this account stays unknown and is not asked about again',
  );
  linkCommand(member, session);
  unlinkCommand(member, session);
}

function listAccounts(member: Command, { terminal, withTools }: Session): void {
  member
    .command('accounts')
    .description('under which accounts people are known, and which accounts ask to be somebody')
    .option('--json', 'for programs: one JSON object')
    .addHelpText('after', example('postroom member accounts'))
    .action(({ json }: { json?: boolean }) =>
      withTools(async (tools) => {
        const { id } = await knownWorkspace(tools);
        const { people, waiting } = await tools.store.transaction(async (tx) => ({
          people: await tx.accounts.everybody(id),
          waiting: (await tx.accounts.waiting(id, 1000)).rows,
        }));
        if (json) return terminal.print(JSON.stringify({ people: people.map(asJson), waiting }, null, 2));
        for (const line of table(['NAME', 'EMAIL', 'ACCOUNTS'], people.map(personRow))) terminal.print(line);
        if (waiting.length === 0) return terminal.print('No account asks to be somebody.');
        terminal.print('');
        const headings = ['TO CONFIRM', 'ACCOUNT', 'SHOWN AS', 'EMAIL', 'MAY BE', 'ASKED'];
        for (const line of table(headings, waiting.map(proposalRow))) terminal.print(line);
        terminal.print('Confirm one: postroom member confirm ID   Refuse it: postroom member refuse ID');
      }),
    );
}

type Known = { person: Person; accounts: Account[] };

function asJson({ person, accounts }: Known) {
  const { id, name, email } = person;
  return { id, name, email, accounts: accounts.map(({ personId: _, id: _id, ...account }) => account) };
}

function personRow({ person, accounts }: Known): string[] {
  const named = accounts.map(({ platform, user }) => `${platformName(platform)} ${user}`);
  return [person.name, person.email ?? '', named.join(', ') || '(none)'];
}

function proposalRow({ id, platform, user, name, email, personName, askedAt }: Proposal): string[] {
  const asked = askedAt.slice(0, 16).replace('T', ' ');
  return [id.slice(-SHORT), `${platformName(platform)} ${user}`, name, email, personName, asked];
}

function decideCommand(
  member: Command,
  { terminal, withTools }: Session,
  word: 'confirm' | 'refuse',
  decision: Decision,
  meaning: string,
): void {
  member
    .command(word)
    .description(`decide about an account that asks to be somebody: ${meaning}`)
    .argument('<id>', 'as “postroom member accounts” shows it')
    .addHelpText('after', example(`postroom member ${word} 9c01f7aa`))
    .action((named: string) =>
      withTools(async (tools) => {
        const { id: workspaceId } = await knownWorkspace(tools);
        const proposal = await tools.store.transaction(async (tx) => {
          const { rows } = await tx.accounts.waiting(workspaceId, 1000);
          const fitting = rows.filter(({ id }) => named.length >= SHORT && id.endsWith(named.toLowerCase()));
          if (fitting.length !== 1) throw noProposal(named);
          const found = fitting[0]!;
          const outcome = await tx.accounts.decide(
            found.id,
            decision,
            COMMAND_LINE,
            new Date().toISOString(),
          );
          if (!outcome.ok) throw linkProblem(found.personName, found.platform, outcome.why);
          await redrawHomes(tx, workspaceId, [found.personId]);
          return found;
        });
        const account = `${proposal.name} (${proposal.email}) on ${platformName(proposal.platform)}`;
        terminal.print(
          decision === 'confirmed'
            ? `${account} is ${proposal.personName} from now on.`
            : `${account} is not ${proposal.personName} and stays unknown.`,
        );
      }),
    );
}

function linkCommand(member: Command, { terminal, withTools }: Session): void {
  member
    .command('link')
    .description('say that an account is somebody: they work from there too, with all their rights')
    .argument('<person>', PERSON)
    .option('--slack <id>', 'their Slack account: user id (U…) or email address')
    .option('--teams <id>', 'their Teams account: object id in Entra, or email address')
    .addHelpText('after', example('postroom member link ada@example.com --teams ada@example.com'))
    .action((called: string, options: { slack?: string; teams?: string }) => {
      const { platform, named } = onePlatform(options);
      return withTools(async (tools) => {
        const person = await personCalled(tools, called);
        const place = await openWorkplace(tools);
        const { installation, directory } = teamOn(place, platform);
        const found = await directory.person(named);
        const on = platformName(platform);
        if (!found) {
          throw new Problem(
            `Nobody in ${on} is called ${named} (bots and deactivated accounts do not count).`,
          );
        }
        const account = { platform, team: installation.team, user: found.user };
        await tools.store.transaction(async (tx) => {
          const at = new Date().toISOString();
          const outcome = await tx.accounts.link(person.id, account, found.handle, COMMAND_LINE, at);
          if (!outcome.ok) throw linkProblem(person.name, platform, outcome.why);
          await redrawHomes(tx, person.workspaceId, [person.id]);
        });
        terminal.print(`${found.name} (${found.user}) on ${on} is ${person.name}.`);
      });
    });
}

function unlinkCommand(member: Command, { terminal, withTools }: Session): void {
  member
    .command('unlink')
    .description(
      'take an account away from somebody: it is unknown from then on, and what stands there is taken back',
    )
    .argument('<person>', PERSON)
    .option('--slack [id]', 'their Slack account; which one, if there are several')
    .option('--teams [id]', 'their Teams account; which one, if there are several')
    .addHelpText('after', example('postroom member unlink ada@example.com --teams'))
    .action((called: string, options: { slack?: string | true; teams?: string | true }) => {
      const { platform, named } = onePlatform(options);
      return withTools(async (tools) => {
        const person = await personCalled(tools, called);
        const account = await tools.store.transaction(async (tx) => {
          const found = await theAccount(tx, person, platform, named);
          const outcome = await tx.accounts.unlink(found, COMMAND_LINE, new Date().toISOString());
          if (!outcome.ok) throw new Problem('Somebody has just taken this account away.');
          await redrawHomes(tx, person.workspaceId, [person.id]);
          return found;
        });
        terminal.print(`${account.user} on ${platformName(platform)} is not ${person.name} any more.`);
      });
    });
}

async function theAccount(
  tx: Tx,
  person: Person,
  platform: Platform,
  named: string | true,
): Promise<Account> {
  const theirs = (await tx.accounts.ofPerson(person.id)).filter((one) => one.platform === platform);
  const fitting = theirs.filter(({ user }) => named === true || user.toLowerCase() === named.toLowerCase());
  if (fitting.length === 1) return fitting[0]!;
  const on = platformName(platform);
  const users = theirs.map(({ user }) => user).join(', ');
  throw new Problem(
    theirs.length === 0
      ? `${person.name} has no account on ${on}.`
      : `Name the account of ${person.name} on ${on}: ${users}.`,
  );
}

/** @throws Problem (wrong usage) */
function onePlatform<Named extends string | true>(options: {
  slack?: Named;
  teams?: Named;
}): { platform: Platform; named: Named } {
  const { slack, teams } = options;
  if (slack !== undefined && teams === undefined) return { platform: 'slack', named: slack };
  if (teams !== undefined && slack === undefined) return { platform: 'teams', named: teams };
  throw wrongUsage('Say which account: --slack ID or --teams ID.');
}

/** @throws Problem that says who else could be meant. */
export async function personCalled(tools: Tools, called: string): Promise<Person> {
  const { id } = await knownWorkspace(tools);
  const everybody = await tools.store.transaction((tx) => tx.accounts.everybody(id));
  const wanted = called.trim().toLowerCase();
  const fitting = everybody.filter(({ person, accounts }) =>
    [person.name, person.email, ...accounts.map(({ user }) => user)].some(
      (name) => name?.toLowerCase() === wanted,
    ),
  );
  if (fitting.length === 1) return fitting[0]!.person;
  if (fitting.length === 0)
    throw new Problem(`Postroom knows nobody called ${called}. See: postroom member accounts`);
  const them = fitting.map(({ person, accounts }) => person.email ?? accounts[0]?.user ?? person.id);
  throw new Problem(`"${called}" could be several people. Name one of them: ${them.join(', ')}.`);
}

function noProposal(named: string): Problem {
  return new Problem(`No account with the ID ${named} waits to be confirmed. See: postroom member accounts`);
}

function linkProblem(
  name: string,
  platform: Platform,
  why: LinkProblem | 'noSuchProposal' | 'decidedBefore',
): Problem {
  const on = platformName(platform);
  switch (why) {
    case 'accountTaken':
      return new Problem(
        `This account belongs to somebody else. Take it away from them first: postroom member unlink --help`,
      );
    case 'hasAccount':
      return new Problem(
        `${name} has an account on ${on} already. Take that one away first: postroom member unlink --help`,
      );
    case 'noSuchPerson':
      return new Problem(`Postroom does not know ${name} any more.`);
    case 'noSuchProposal':
    case 'decidedBefore':
      return new Problem('Somebody has decided about this account meanwhile.');
  }
}
