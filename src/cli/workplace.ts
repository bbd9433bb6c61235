import type { Tools } from '../compose/tools';
import type { Actor } from '../domain/events';
import type { PersonProblem, Who } from '../ports/admin';
import type { Directory } from '../ports/directory';
import type { Installation, Mailbox, Workspace } from '../ports/rows';
import { Problem } from './problem';

/** Who the history names for what is done here: a terminal does not say which person sits at it. */
export const COMMAND_LINE: Actor = { kind: 'system', id: null };

/** The workspace, and the chat team in which it works. */
export interface Workplace {
  workspace: Workspace;
  installation: Installation;
  directory: Directory;
}

/** Asks Slack whose token it is, and makes the workspace at the first time. */
export async function openWorkplace(tools: Tools): Promise<Workplace> {
  const { directory, admin } = tools;
  if (!directory) {
    throw new Problem(
      'SLACK_BOT_TOKEN is missing: people and channels are looked up in Slack. Set it as for the bot.',
    );
  }
  const team = await directory.team();
  const workspace = await admin.ensureWorkspace(team.teamName);
  const installation = await admin.ensureInstallation({
    workspaceId: workspace.id,
    platform: team.platform,
    team: team.team,
    botUser: team.botUser,
    reach: {},
  });
  return { workspace, installation, directory };
}

/** For commands that only look at what is there. */
export async function knownWorkspace(tools: Tools): Promise<Workspace> {
  const workspace = await tools.admin.workspace();
  if (workspace) return workspace;
  throw new Problem('Nothing is set up yet. Begin with: postroom mailbox add --help');
}

/** By address, name or id. @throws Problem that names those that there are. */
export async function mailboxCalled(tools: Tools, called: string): Promise<Mailbox> {
  const workspace = await knownWorkspace(tools);
  const found = await tools.admin.findMailbox(workspace.id, called);
  if (found) return found;
  const all = await tools.admin.mailboxes(workspace.id);
  const names = all.filter((one) => one.state !== 'removed').map((one) => one.name);
  throw new Problem(
    names.length > 0
      ? `There is no mailbox "${called}". There are: ${names.join(', ')}.`
      : `There is no mailbox "${called}", and no other. Add one: postroom mailbox add --help`,
  );
}

/** Looks somebody up in chat, else among those whom Postroom knows. */
export async function whoIs(tools: Tools, place: Workplace, named: string): Promise<Who> {
  const isEmail = /^[^@\s]+@[^@\s]+$/.test(named);
  if (!isEmail && !/^[UW][A-Z0-9]{2,}$/.test(named)) {
    throw new Problem(
      `"${named}" is neither a chat user id (U…, "Copy member ID" in their Slack profile) nor an email address.`,
    );
  }
  const { platform, team } = place.installation;
  const found = await place.directory.person(named);
  if (found) {
    const { user, ...details } = found;
    return { user: { platform, team, user }, ...details };
  }
  const before: Who = isEmail
    ? { email: named }
    : { user: { platform, team, user: named }, name: '', email: null };
  const known = await tools.admin.findPerson(place.workspace.id, before);
  if (known) return { personId: known.id };
  throw new Problem(
    `Nobody in Slack has ${isEmail ? `the address ${named}` : `the user id ${named}`} (bots and deactivated accounts do not count). Check it in their Slack profile.`,
  );
}

export function personProblem(named: string, why: PersonProblem): Problem {
  switch (why) {
    case 'noSuchPerson':
      return new Problem(`Postroom does not know ${named}.`);
    case 'emailTaken':
      return new Problem(
        `The email address of ${named} belongs to a person with another account in this Slack team. Name that account, or correct the address in Slack.`,
      );
    case 'otherWorkspace':
      return new Problem(`${named} belongs to another Postroom workspace on this database.`);
  }
}
