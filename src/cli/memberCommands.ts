import type { Command } from 'commander';
import type { Tools } from '../compose/tools';
import { type Role, roles } from '../domain/permissions';
import type { ListedMember, Who } from '../ports/admin';
import type { Mailbox } from '../ports/rows';
import { accountCommands } from './accountCommands';
import { example, several } from './help';
import { grantWords, readGrants } from './privilegeWords';
import { Problem, wrongUsage } from './problem';
import type { Session } from './session';
import { table } from './table';
import {
  COMMAND_LINE,
  knownWorkspace,
  mailboxCalled,
  openWorkplace,
  personProblem,
  whoIs,
} from './workplace';

const WHO = 'email addresses or chat user ids (Slack: U…, Teams: object ids in Entra)';

export function memberCommands(program: Command, session: Session): void {
  const member = program
    .command('member')
    .description('who works in which mailbox, and as what')
    .addHelpText('after', example('postroom member list support'));
  setCommand(member, session);
  listCommand(member, session);
  removeCommand(member, session);
  accountCommands(member, session);
}

interface SetOptions {
  mailbox?: string;
  role?: string;
  grant?: string[];
  deny?: string[];
  workspaceAdmin?: boolean;
}

function setCommand(member: Command, { terminal, withTools }: Session): void {
  member
    .command('set')
    .description(
      'make people members of a mailbox, change their role, or make them workspace admins; unknown people are looked up in chat',
    )
    .argument('<who...>', WHO)
    .option('--mailbox <name>', 'its name or address')
    .option('--role <role>', `${roles.join(', ')}: an agent acts on their own conversations only`)
    .option('--grant <privilege>', 'beyond what the role has; several with commas', several)
    .option('--deny <privilege>', 'take away what the role has; several with commas', several)
    .option('--workspace-admin', 'may configure the whole workspace')
    .option('--no-workspace-admin', 'may not any more')
    .addHelpText(
      'after',
      example(
        'postroom member set you@example.com --workspace-admin',
        'postroom member set ada@example.com U024BE7LH --mailbox support --role agent --grant assign --deny take',
      ),
    )
    .action((named: string[], options: SetOptions) => {
      const membership = readMembership(options);
      return withTools(async (tools) => {
        const place = await openWorkplace(tools);
        const mailbox = options.mailbox === undefined ? null : await mailboxCalled(tools, options.mailbox);
        for (const one of named) {
          const who = await whoIs(tools, place, one);
          if (options.workspaceAdmin !== undefined) {
            const outcome = await tools.admin.setWorkspaceAdmin(
              place.workspace.id,
              who,
              options.workspaceAdmin,
            );
            if (!outcome.ok) throw personProblem(one, outcome.why);
            const is = options.workspaceAdmin ? 'is a workspace admin' : 'is not a workspace admin';
            terminal.print(`${outcome.value.name} ${is}.`);
          }
          if (mailbox && membership) {
            terminal.print(await setMember(tools, mailbox, { named: one, who }, membership));
          }
        }
      });
    });
}

type Membership = { role: Role; grants: ReturnType<typeof readGrants> };

/** @throws Problem (wrong usage) */
function readMembership(options: SetOptions): Membership | null {
  const { role, mailbox, grant, deny } = options;
  if (mailbox === undefined) {
    if (options.workspaceAdmin !== undefined && !role && !grant && !deny) return null;
    throw wrongUsage('Say in which mailbox (--mailbox NAME --role ROLE), or give --workspace-admin.');
  }
  if (!role || !isRole(role)) throw wrongUsage(`--role takes ${roles.join(', ')}.`);
  return { role, grants: readGrants(role, grant, deny) };
}

function isRole(name: string): name is Role {
  return (roles as readonly string[]).includes(name);
}

/** @returns the sentence that says what they are now. */
export async function setMember(
  tools: Tools,
  mailbox: Mailbox,
  { named, who }: { named: string; who: Who },
  membership: Membership,
): Promise<string> {
  const outcome = await tools.admin.setMember(mailbox.id, who, membership, COMMAND_LINE);
  if (outcome.ok) {
    const grants = grantWords(membership.grants);
    const rights = grants ? `, with ${grants}` : '';
    return `${outcome.value.person.name} is ${membership.role} of ${mailbox.name}${rights}.`;
  }
  if (outcome.why === 'noSuchMailbox' || outcome.why === 'mailboxRemoved') {
    throw new Problem(`The mailbox ${mailbox.name} was removed meanwhile.`);
  }
  throw personProblem(named, outcome.why);
}

function listCommand(member: Command, { terminal, withTools }: Session): void {
  member
    .command('list')
    .description('the members of one mailbox or of all, and the workspace admins')
    .argument('[mailbox]', 'its name or address')
    .option('--json', 'for programs: one JSON array')
    .addHelpText('after', example('postroom member list', 'postroom member list support --json'))
    .action((called: string | undefined, { json }: { json?: boolean }) =>
      withTools(async (tools) => {
        const listed = await membersOf(tools, called);
        const admins = called === undefined ? await workspaceAdmins(tools) : [];
        if (json) return terminal.print(JSON.stringify(asJson(listed, admins), null, 2));
        const rows = listed.flatMap(({ mailbox, members }) =>
          members.map((one) => [mailbox.name, ...memberRow(one)]),
        );
        const adminRows = admins.map(({ name, email }) => [
          '(workspace)',
          name,
          'admin',
          email ?? '',
          '',
          '',
        ]);
        if (rows.length + adminRows.length === 0) {
          return terminal.print('No members yet. Add some: postroom member set --help');
        }
        const headings = ['MAILBOX', 'NAME', 'ROLE', 'EMAIL', 'ACCOUNT', 'GRANTS'];
        for (const line of table(headings, [...adminRows, ...rows])) terminal.print(line);
      }),
    );
}

type Listed = { mailbox: Mailbox; members: ListedMember[] };
type Admins = Awaited<ReturnType<typeof workspaceAdmins>>;

async function membersOf(tools: Tools, called: string | undefined): Promise<Listed[]> {
  const workspace = await knownWorkspace(tools);
  const mailboxes =
    called === undefined
      ? (await tools.admin.mailboxes(workspace.id)).filter((one) => one.state !== 'removed')
      : [await mailboxCalled(tools, called)];
  return Promise.all(
    mailboxes.map(async (mailbox) => ({ mailbox, members: await tools.admin.members(mailbox.id) })),
  );
}

async function workspaceAdmins(tools: Tools) {
  return tools.admin.workspaceAdmins((await knownWorkspace(tools)).id);
}

function asJson(listed: Listed[], admins: Admins) {
  return [
    ...admins.map(({ name, email }) => ({ mailbox: null, role: 'workspaceAdmin', name, email })),
    ...listed.flatMap(({ mailbox, members }) =>
      members.map(({ person, membership, identities }) => ({
        mailbox: mailbox.name,
        ...membership,
        name: person.name,
        email: person.email,
        accounts: identities,
      })),
    ),
  ];
}

function memberRow({ person, membership, identities }: ListedMember): string[] {
  const accounts = identities.map(({ user }) => user).join(' ');
  return [person.name, membership.role, person.email ?? '', accounts, grantWords(membership.grants)];
}

function removeCommand(member: Command, { terminal, withTools }: Session): void {
  member
    .command('remove')
    .description('they may do nothing in this mailbox any more; what they did stays in its history')
    .argument('<who...>', WHO)
    .requiredOption('--mailbox <name>', 'its name or address')
    .addHelpText('after', example('postroom member remove ada@example.com --mailbox support'))
    .action((named: string[], { mailbox: called }: { mailbox: string }) =>
      withTools(async (tools) => {
        const mailbox = await mailboxCalled(tools, called);
        const members = await tools.admin.members(mailbox.id);
        for (const one of named) {
          const found = members.find((member) => isCalled(member, one));
          const outcome =
            found && (await tools.admin.removeMember(mailbox.id, found.person.id, COMMAND_LINE));
          if (!found || !outcome?.ok) {
            throw new Problem(
              `${one} is no member of ${mailbox.name}. See: postroom member list ${mailbox.name}`,
            );
          }
          terminal.print(`${found.person.name} is no member of ${mailbox.name} any more.`);
        }
      }),
    );
}

function isCalled({ person, identities }: ListedMember, named: string): boolean {
  return (
    person.email?.toLowerCase() === named.toLowerCase() ||
    identities.some(({ user }) => user.toLowerCase() === named.toLowerCase())
  );
}
