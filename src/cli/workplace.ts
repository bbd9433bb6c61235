import type { Tools } from '../compose/tools';
import type { Actor } from '../domain/events';
import type { PersonProblem, Who } from '../ports/admin';
import type { Directory } from '../ports/directory';
import type { Installation, Mailbox, Workspace } from '../ports/rows';
import { platformName } from '../ui/platformName';
import { Problem } from './problem';

/** Who the history names for what is done here: a terminal does not say which person sits at it. */
export const COMMAND_LINE: Actor = { kind: 'system', id: null };

export type Platform = Installation['platform'];

/** A chat team in which people and channels can be looked up. */
export interface ChatTeam {
  installation: Installation;
  directory: Directory;
}

/** The workspace, and the chat teams in which it works. */
export interface Workplace {
  workspace: Workspace;
  /** Those that answered: at least one, Slack first. */
  teams: ChatTeam[];
  /** Why the others did not. */
  closed: Partial<Record<Platform, Error>>;
}

/** Asks each chat platform that is configured whose app it is, and makes the workspace at the first time. */
export async function openWorkplace(tools: Tools): Promise<Workplace> {
  const { directories, admin } = tools;
  const teams: ChatTeam[] = [];
  const closed: Workplace['closed'] = {};
  let workspace: Workspace | null = null;
  for (const platform of ['slack', 'teams'] as const) {
    const directory = directories[platform];
    const team = await directory?.team().catch((error: Error) => {
      closed[platform] = error;
    });
    if (!directory || !team) continue;
    workspace ??= await admin.ensureWorkspace(team.teamName);
    const { team: id, botUser } = team;
    const known = { workspaceId: workspace.id, platform, team: id, botUser, reach: {} };
    teams.push({ installation: await admin.ensureInstallation(known), directory });
  }
  if (workspace) return { workspace, teams, closed };
  throw (
    closed.slack ??
    closed.teams ??
    new Problem(
      'SLACK_BOT_TOKEN is missing: people and channels are looked up in Slack. Set it as for the bot. (In Microsoft Teams: TEAMS_APP_ID.)',
    )
  );
}

/** @throws Problem when this platform is not configured, or its own error when it did not answer. */
export function teamOn({ teams, closed }: Workplace, platform: Platform): ChatTeam {
  const found = teams.find(({ installation }) => installation.platform === platform);
  if (found) return found;
  const setting = platform === 'slack' ? 'SLACK_BOT_TOKEN' : 'TEAMS_APP_ID';
  throw (
    closed[platform] ??
    new Problem(
      `${setting} is missing: people and channels are looked up in ${platformName(platform)}. Set it as for the bot.`,
    )
  );
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
export async function whoIs(tools: Tools, place: Workplace, called: string): Promise<Who> {
  const isEmail = /^[^@\s]+@[^@\s]+$/.test(called);
  const ofPlatform = platformOfUser(called);
  // Entra shows object ids in either case; kept are small letters.
  const named = ofPlatform === 'teams' ? called.toLowerCase() : called;
  if (!isEmail && !ofPlatform) {
    throw new Problem(
      `"${called}" is neither a chat user id (Slack U…, "Copy member ID" in their profile; Teams: their object id in Entra) nor an email address.`,
    );
  }
  const teams = ofPlatform ? [teamOn(place, ofPlatform)] : place.teams;
  const untold: Error[] = [];
  for (const { installation, directory } of teams) {
    const found = await directory.person(named).catch((error: Error) => {
      untold.push(error);
      return null;
    });
    if (!found) continue;
    const { user, ...details } = found;
    return { user: { platform: installation.platform, team: installation.team, user }, ...details };
  }
  for (const { installation } of teams) {
    const user = { platform: installation.platform, team: installation.team, user: named };
    const before: Who = isEmail ? { email: named } : { user, name: '', email: null };
    const known = await tools.admin.findPerson(place.workspace.id, before);
    if (known) return { personId: known.id };
  }
  if (untold[0]) throw untold[0];
  const where = teams.map(({ installation }) => platformName(installation.platform)).join(' or ');
  throw new Problem(
    `Nobody in ${where} has ${isEmail ? `the address ${named}` : `the user id ${named}`} (bots and deactivated accounts do not count). Check it in their ${where} profile.`,
  );
}

/** Which platform's user id this looks like. */
function platformOfUser(named: string): Platform | null {
  if (/^[UW][A-Z0-9]{2,}$/.test(named)) return 'slack';
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(named) ? 'teams' : null;
}

export function personProblem(named: string, why: PersonProblem): Problem {
  switch (why) {
    case 'noSuchPerson':
      return new Problem(`Postroom does not know ${named}.`);
    case 'emailTaken':
      return new Problem(
        `The email address of ${named} belongs to a person with another account in this chat team. Name that account, or correct the address there.`,
      );
    case 'otherWorkspace':
      return new Problem(`${named} belongs to another Postroom workspace on this database.`);
  }
}
