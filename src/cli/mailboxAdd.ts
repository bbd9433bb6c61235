import type { Command } from 'commander';
import { places } from '../cards/buttons';
import type { Tools } from '../compose/tools';
import { type Role, roles } from '../domain/permissions';
import { locales } from '../locales/locale';
import type { Who } from '../ports/admin';
import { newId } from '../ports/newId';
import type { Mailbox, ServerAddress } from '../ports/rows';
import { chooseVisibility } from './chooseVisibility';
import {
  CHANNEL_OPTION,
  type ChannelOptions,
  chosenChannels,
  refuseNoChannel,
  TEAMS_CHANNEL_OPTION,
} from './chosenChannels';
import { example, several } from './help';
import { setMember } from './memberCommands';
import { readPassword } from './password';
import { Problem, wrongUsage } from './problem';
import { addQualification, readQualification } from './qualificationCommands';
import { addressWords, serverAddress, tlsModes } from './serverAddress';
import type { Session } from './session';
import type { Terminal } from './terminal';
import { COMMAND_LINE, openWorkplace, type Workplace, whoIs } from './workplace';

interface AddOptions extends ChannelOptions {
  name: string;
  visibility?: string;
  language: string;
  imap: string;
  imapTls?: string;
  smtp?: string;
  smtpTls?: string;
  user?: string;
  smtpUser?: string;
  passwordEnv?: string;
  passwordFile?: string;
  smtpPasswordEnv?: string;
  smtpPasswordFile?: string;
  backlogDays?: string;
  requireQualification?: boolean;
  buttons?: string;
  check: boolean;
  admin?: string[];
  dispatcher?: string[];
  agent?: string[];
  qualification?: string[];
}

export function mailboxAddCommand(mailbox: Command, session: Session): void {
  const tls = `${tlsModes.join(', ')}; left out, what is usual for the port`;
  mailbox
    .command('add')
    .description('watch a shared address and post its emails as cards in a channel')
    .argument('<address>', 'the shared address, for example support@example.com')
    .requiredOption('--name <name>', 'what people call it')
    .option(...CHANNEL_OPTION)
    .option(...TEAMS_CHANNEL_OPTION)
    .option('--visibility <who sees>', 'open or assigned-only; asked for when left out')
    .option('--language <language>', `of its cards: ${locales.join(', ')}`, 'en')
    .requiredOption('--imap <host:port>', 'where its emails are read; port 993 when left out')
    .option('--imap-tls <mode>', tls)
    .option('--smtp <host:port>', 'where answers are sent; port 465 when left out')
    .option('--smtp-tls <mode>', tls)
    .option('--user <user>', 'of the account, when it is not the address')
    .option('--password-env <variable>', 'name of the environment variable that holds the password')
    .option('--password-file <file>', 'a file that holds it; without either it is asked for')
    .option('--smtp-user <user>', 'when SMTP has another user …')
    .option('--smtp-password-env <variable>', '… or password')
    .option('--smtp-password-file <file>', '… or password')
    .option('--backlog-days <days>', 'how much older mail is stored silently', '30')
    .option('--require-qualification', 'nothing is resolved without a qualification')
    .option('--buttons <places>', `of the card, with commas: ${places.join(',')}`)
    .option('--allow-public-channel', 'for assigned-only, although everybody could read its cards')
    .option('--no-check', 'do not sign in to the account before it is saved')
    .option('--admin <who>', 'also makes people members, each as chat user id or email address', several)
    .option('--dispatcher <who>', 'the same', several)
    .option('--agent <who>', 'the same', several)
    .option('--qualification <name>', 'also adds qualifications, in this order', several)
    .addHelpText(
      'after',
      example(
        "postroom mailbox add support@example.com --name support --channel '#support' --visibility open \\",
        '    --imap imap.example.com:993 --smtp smtp.example.com:465 --password-file support.password \\',
        "    --admin ada@example.com --agent U024BE7LH --qualification '📦 Orders' --qualification Refund",
        "postroom mailbox add sales@example.com --name sales --teams-channel 'Customer care/Sales' --imap imap.example.com",
      ),
    )
    .action((address: string, options: AddOptions) => addMailbox(session, address, options));
}

async function addMailbox(session: Session, address: string, options: AddOptions): Promise<void> {
  const { terminal, withTools } = session;
  const wanted = readOptions(address, options);
  refuseNoChannel(options);
  const visibility = await chooseVisibility(terminal, options.visibility);
  const passwords = await readPasswords(terminal, wanted, options);
  await withTools(async (tools) => {
    const place = await openWorkplace(tools);
    await refuseTaken(tools, place, wanted.address, wanted.name);
    const channels = await chosenChannels(place, terminal, options, visibility);
    if (options.check) await checkAccount(tools, terminal, wanted.imap, passwords.imap);
    const members = await readMembers(tools, place, options);
    for (const { join } of channels) await join();

    const id = newId();
    const { smtp, language: locale, ...settings } = wanted;
    const outcome = await tools.admin.addMailbox(
      {
        ...settings,
        id,
        workspaceId: place.workspace.id,
        visibility,
        locale,
        smtp,
        imapPassword: tools.secrets.seal(`imap:${id}`, passwords.imap),
        smtpPassword: smtp && tools.secrets.seal(`smtp:${id}`, passwords.smtp),
        connectedAt: new Date().toISOString(),
        channels: channels.map(({ ref }) => ref),
      },
      COMMAND_LINE,
    );
    if (!outcome.ok) throw taken(wanted.address);
    terminal.print(
      `${wanted.name} is added: emails to ${wanted.address} become cards in ${channels.map(({ words }) => words).join(' and ')} (${visibility}), read from ${addressWords(wanted.imap)}.`,
    );
    await furnish(session, tools, outcome.value, members, options.qualification ?? []);
    if ((await tools.instances(60)).length === 0) {
      terminal.note('No bot is running yet. Start it: npm start');
    }
  });
}

interface Wanted {
  address: string;
  name: string;
  language: Mailbox['locale'];
  imap: ServerAddress;
  smtp: ServerAddress | null;
  backlogDays: number;
  qualificationRequired: boolean;
  buttons: string[] | null;
}

/** Everything that can be wrong in the words themselves. @throws Problem (wrong usage) */
function readOptions(address: string, options: AddOptions): Wanted {
  if (!/^[^@\s<>"]+@[^@\s<>"]+$/.test(address) || address.length > 254) {
    throw wrongUsage('The shared address is an email address, for example support@example.com.');
  }
  const name = options.name.trim();
  if (name === '' || name.length > 60) throw wrongUsage('--name takes 1 to 60 characters.');
  const language = locales.find((locale) => locale === options.language);
  if (!language) throw wrongUsage(`--language takes ${locales.join(' or ')}.`);
  const days = Number(options.backlogDays ?? 30);
  if (!Number.isInteger(days) || days < 0 || days > 3650) {
    throw wrongUsage('--backlog-days takes a whole number of days from 0 to 3650.');
  }
  const user = options.user ?? address;
  return {
    address,
    name,
    language,
    imap: serverAddress('imap', options.imap, user, options.imapTls),
    smtp:
      options.smtp === undefined
        ? null
        : serverAddress('smtp', options.smtp, options.smtpUser ?? user, options.smtpTls),
    backlogDays: days,
    qualificationRequired: options.requireQualification === true,
    buttons: readButtons(options.buttons),
  };
}

function readButtons(words: string | undefined): string[] | null {
  if (words === undefined) return null;
  const named = words.split(',').map((one) => one.trim());
  const unknown = named.find((one) => !(places as readonly string[]).includes(one));
  if (unknown === undefined) return named;
  throw wrongUsage(`--buttons does not know "${unknown}". Accepted are: ${places.join(', ')}.`);
}

async function readPasswords(
  terminal: Terminal,
  wanted: Wanted,
  options: AddOptions,
): Promise<{ imap: string; smtp: string }> {
  const imap = await readPassword(
    terminal,
    { env: options.passwordEnv, file: options.passwordFile },
    { option: '--password', question: `Password of ${wanted.imap.user} on ${wanted.imap.host}: ` },
  );
  const { smtpPasswordEnv: env, smtpPasswordFile: file } = options;
  if (env === undefined && file === undefined) return { imap, smtp: imap };
  const question = `Password of ${wanted.smtp?.user} for SMTP: `;
  return { imap, smtp: await readPassword(terminal, { env, file }, { option: '--smtp-password', question }) };
}

async function refuseTaken(tools: Tools, place: Workplace, address: string, name: string): Promise<void> {
  if (await tools.admin.findMailbox(place.workspace.id, address)) throw taken(address);
  const found = await tools.admin.findMailbox(place.workspace.id, name);
  if (found)
    throw new Problem(`The mailbox ${found.address} is called ${found.name} already. Choose another --name.`);
}

function taken(address: string): Problem {
  return new Problem(`${address} is a mailbox of Postroom already. See: postroom mailbox list`);
}

async function checkAccount(
  tools: Tools,
  terminal: Terminal,
  server: ServerAddress,
  password: string,
): Promise<void> {
  try {
    const { folders, emails } = await tools.mail.check(server, password);
    const found = Object.values(folders).join(', ');
    terminal.note(
      `Signed in to ${addressWords(server)}: ${emails} emails in ${folders.inbox}; folders: ${found}.`,
    );
  } catch (error) {
    throw new Problem(`${(error as Error).message} Nothing was saved. (--no-check saves without trying.)`);
  }
}

interface NamedMember {
  named: string;
  who: Who;
  role: Role;
}

/** Looked up before anything is saved. */
async function readMembers(tools: Tools, place: Workplace, options: AddOptions): Promise<NamedMember[]> {
  const members: NamedMember[] = [];
  for (const role of roles) {
    for (const named of options[role] ?? []) {
      members.push({ named, who: await whoIs(tools, place, named), role });
    }
  }
  return members;
}

async function furnish(
  { terminal }: Session,
  tools: Tools,
  mailbox: Mailbox,
  members: NamedMember[],
  qualifications: string[],
): Promise<void> {
  for (const member of members) {
    terminal.print(await setMember(tools, mailbox, member, { role: member.role, grants: {} }));
  }
  for (const words of qualifications) {
    terminal.print(await addQualification(tools, mailbox, readQualification(words)));
  }
  if (members.length > 0) return;
  terminal.note(
    `Nobody is a member yet: postroom member set WHO --mailbox ${mailbox.name} --role dispatcher`,
  );
}
