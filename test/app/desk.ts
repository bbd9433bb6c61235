import type { DataSource } from 'typeorm';
import { answer } from '../../src/app/answer';
import type { App } from '../../src/app/app';
import { ingest } from '../../src/app/ingest';
import { type PostContent, postContent } from '../../src/app/postContent';
import { createAdmin } from '../../src/db/admin';
import { createDataSource } from '../../src/db/dataSource';
import { createStore } from '../../src/db/store';
import type { Conversation } from '../../src/domain/conversation';
import type { ConversationEvent, Recorded } from '../../src/domain/events';
import type { Role, Visibility } from '../../src/domain/permissions';
import type { Locale } from '../../src/locales/locale';
import { parseEmail } from '../../src/mail/parseEmail';
import type { Ingested } from '../../src/ports/mail';
import { newId } from '../../src/ports/newId';
import type { Profile } from '../../src/ports/profiles';
import type { Post } from '../../src/ports/rows';
import { noStep } from '../../src/ports/steps';
import type { FieldValues, Form } from '../../src/ui/form';
import type { Reply } from '../../src/ui/reply';
import type { ChatUser, CommandWord } from '../../src/ui/request';
import { createTestDatabase } from '../database';
import { silentLog } from '../jobs/silentLog';

export interface Letter {
  to?: string;
  from?: string;
  subject?: string;
  text?: string;
  id?: string;
  inReplyTo?: string;
  references?: string;
  headers?: string[];
  /** ISO instant; a minute after the letter before, without it. */
  receivedAt?: string;
}

const people = {
  max: { name: 'Max Admin', locale: 'en' },
  dana: { name: 'Dana Petit', locale: 'en' },
  ada: { name: 'Ada Brun', locale: 'fr' },
  ben: { name: 'Ben Colin', locale: 'en' },
} as const;
export type Somebody = keyof typeof people | 'stranger' | 'outsider';

export type Platform = ChatUser['platform'];
export const platforms: readonly Platform[] = ['slack', 'teams'];
/** The chat teams: a Slack workspace and a Teams tenant. */
export const chatTeams = { slack: 'T1', teams: '5e1f0000-0000-4000-8000-0000000000aa' } as const;

/** Somebody's account; everybody who is known has one on each platform. */
export function accountOf(who: string, platform: Platform): ChatUser {
  return { platform, team: chatTeams[platform], user: userOf(who, platform) };
}

function userOf(who: string, platform: Platform): string {
  if (platform === 'slack') return `U${who}`;
  return `5e1f0000-0000-4000-8000-${Buffer.from(who).toString('hex').padStart(12, '0').slice(-12)}`;
}

/** The mailbox's channel there. */
export function channelOf(mailbox: 'support' | 'sales', platform: Platform): string {
  return platform === 'slack' ? `C${mailbox}` : `19:${mailbox}@thread.tacv2`;
}

/** Two mailboxes with people of every role, a real database behind, and no chat: what is asked is answered. */
export class Desk {
  time = Date.parse('2026-08-15T14:00:00.000Z');
  readonly ids: Record<string, string> = {};
  readonly mailboxes: Record<'support' | 'sales', string> = { support: '', sales: '' };
  installationId = '';
  /** Of each platform on which the mailboxes have channels. */
  readonly installations: Partial<Record<Platform, string>> = {};
  workspaceId = '';
  /** What the platform says of accounts, by user. */
  readonly profiles = new Map<string, Profile>();
  private uid = 0;
  private requests = 0;

  private constructor(
    readonly app: App,
    readonly source: DataSource,
    readonly ownerUrl: string,
    private readonly drop: () => Promise<void>,
  ) {}

  /** @param options.teams the mailboxes have a channel in Teams as well, and everybody an account there. */
  static async open(options: { teams?: boolean } = {}): Promise<Desk> {
    const database = await createTestDatabase();
    const source = await createDataSource({ url: database.url }).initialize();
    const app: App = {
      store: createStore(source),
      clock: { now: () => new Date() },
      log: silentLog,
      newId,
      step: noStep,
      links: { minutes: 5, available: () => false, attachment: () => null },
      profileOf: async ({ user }) => desk.profiles.get(user) ?? null,
    };
    const desk = new Desk(app, source, database.ownerUrl, () => database.drop());
    app.clock = { now: () => new Date(desk.time) };
    await desk.furnish(options.teams ? ['slack', 'teams'] : ['slack']);
    return desk;
  }

  async close(): Promise<void> {
    await this.source.destroy();
    await this.drop();
  }

  private async furnish(on: Platform[]): Promise<void> {
    const admin = createAdmin(this.source, this.app.clock);
    const system = { kind: 'system', id: null } as const;
    const workspace = await admin.ensureWorkspace('Acme');
    this.workspaceId = workspace.id;
    for (const platform of on) {
      const { id } = await admin.ensureInstallation({
        workspaceId: workspace.id,
        platform,
        team: chatTeams[platform],
        botUser: platform === 'slack' ? 'UBOT' : '28:postroom',
        reach: {},
      });
      this.installations[platform] = id;
    }
    this.installationId = this.installations.slack!;
    const mailbox = async (name: 'support' | 'sales', visibility: Visibility, locale: Locale) => {
      const id = newId();
      const added = await admin.addMailbox(
        {
          id,
          workspaceId: workspace.id,
          address: `${name}@acme.test`,
          name: name === 'support' ? 'Support' : 'Ventes',
          visibility,
          locale,
          imap: { host: 'localhost', port: 143, secure: false, user: name },
          smtp: null,
          imapPassword: Buffer.from('sealed'),
          smtpPassword: null,
          connectedAt: new Date(this.time - 3_600_000 + 900).toISOString(),
          channels: on.map((platform) => ({
            installationId: this.installations[platform]!,
            channel: channelOf(name, platform),
          })),
        },
        system,
      );
      if (!added.ok) throw new Error(added.why);
      this.mailboxes[name] = id;
    };
    await mailbox('support', 'open', 'en');
    await mailbox('sales', 'assigned-only', 'fr');
    const roles: [keyof typeof people, Role][] = [
      ['max', 'admin'],
      ['dana', 'dispatcher'],
      ['ada', 'agent'],
      ['ben', 'agent'],
    ];
    for (const [who, role] of roles) {
      for (const mailboxId of Object.values(this.mailboxes)) {
        const { name, locale } = people[who];
        const user = accountOf(who, 'slack');
        const member = { user, name, email: `${who}@acme.test`, handle: who, locale };
        const set = await admin.setMember(mailboxId, member, { role, grants: {} }, system);
        if (!set.ok) throw new Error(set.why);
        this.ids[who] = set.value.person.id;
      }
    }
    const outsider = { user: accountOf('outsider', 'slack'), name: 'Olga', email: null };
    const olga = await admin.setWorkspaceAdmin(workspace.id, outsider, false);
    if (!olga.ok) throw new Error(olga.why);
    const everybody = { ...this.ids, outsider: olga.value.id };
    for (const [who, personId] of on.includes('teams') ? Object.entries(everybody) : []) {
      await this.app.store.transaction((tx) =>
        tx.accounts.link(personId, accountOf(who, 'teams'), null, system, this.at()),
      );
    }
    for (const mailboxId of Object.values(this.mailboxes)) {
      for (const name of ['Orders', 'Complaints'])
        await admin.addQualification(mailboxId, { name, emoji: null }, system);
    }
  }

  /** An email arrives. */
  async arrives(letter: Letter = {}): Promise<Ingested & { raw: Buffer }> {
    const raw = Buffer.from(source(letter, ++this.uid));
    const ingested = await this.arrivesRaw(raw, letter);
    return { ...ingested, raw };
  }

  async arrivesRaw(raw: Buffer, letter: Letter = {}, uid = ++this.uid): Promise<Ingested> {
    this.time += 60_000;
    const to = letter.to?.startsWith('sales') ? 'sales' : 'support';
    return ingest(this.app, {
      mailboxId: this.mailboxes[to],
      epoch: null,
      folder: 'INBOX',
      folderKind: 'inbox',
      uidValidity: '1',
      uid,
      receivedAt: letter.receivedAt ?? new Date(this.time).toISOString(),
      raw,
      parsed: await parseEmail(raw),
    });
  }

  state(conversationId: string): Promise<Conversation> {
    return this.app.store.transaction(async (tx) => (await tx.conversations.get(conversationId))!);
  }

  history(conversationId: string): Promise<Recorded<ConversationEvent>[]> {
    return this.app.store.transaction((tx) => tx.history.read({ kind: 'conversation', id: conversationId }));
  }

  /** What has to stand in chat for this conversation. */
  posts(conversationId: string): Promise<Post[]> {
    return this.app.store.transaction(async (tx) =>
      (await tx.posts.ofConversation(conversationId)).filter((post) => !post.wantGone),
    );
  }

  content(post: Post): Promise<PostContent | null> {
    return this.app.store.transaction((tx) => postContent(tx, post));
  }

  as(who: Somebody, platform: Platform = 'slack') {
    return this.account(accountOf(who, platform));
  }

  /** Now, as an instant. */
  at(): string {
    return new Date(this.time).toISOString();
  }

  /** What somebody asks from this account, known or not. */
  account(from: ChatUser) {
    const asked = () => ({
      requestId: `r${++this.requests}`,
      from,
      channel: channelOf('support', from.platform),
    });
    const tick = () => {
      this.time += 1_000;
    };
    return {
      click: (
        action: string,
        conversation: string,
        input: object = {},
        requestId?: string,
      ): Promise<Reply> => {
        tick();
        return answer(this.app, {
          ...asked(),
          ...(requestId && { requestId }),
          kind: 'click',
          action,
          input: { conversation, ...input },
          inModal: false,
        });
      },
      submit: (form: Form, values: FieldValues): Promise<Reply> => {
        tick();
        return answer(this.app, { ...asked(), kind: 'submit', token: form.token, values });
      },
      /** `@name` is a mention of that person; everything else is as typed. */
      command: (line: string): Promise<Reply> => {
        tick();
        const words = line
          .split(' ')
          .map(
            (word): CommandWord =>
              word.startsWith('@') ? { user: userOf(word.slice(1), from.platform) } : word,
          );
        return answer(this.app, { ...asked(), kind: 'command', words });
      },
      options: (form: Form, lookup: string, query: string): Promise<Reply> =>
        answer(this.app, {
          ...asked(),
          kind: 'options',
          lookup,
          query,
          conversationId: form.token.conversationId,
        }),
      home: (chosen: Record<string, string> = {}): Promise<Reply> =>
        answer(this.app, { ...asked(), kind: 'home', chosen }),
      redraw: (key: string): Promise<Reply> => answer(this.app, { ...asked(), kind: 'redraw', key }),
      /** A button that is about no conversation. */
      press: (action: string, input: Record<string, string>): Promise<Reply> =>
        answer(this.app, { ...asked(), kind: 'click', action, input, inModal: false }),
    };
  }
}

/** The message as bytes on the wire. */
export function source(letter: Letter, serial: number): string {
  const lines = [
    `From: ${letter.from ?? 'Claire Martin <claire@client.test>'}`,
    `To: ${letter.to ?? 'support@acme.test'}`,
    `Subject: ${letter.subject ?? 'My order'}`,
    `Message-ID: <${letter.id ?? `letter-${serial}@client.test`}>`,
    'Date: Sat, 15 Aug 2026 14:03:00 +0000',
    ...(letter.inReplyTo ? [`In-Reply-To: <${letter.inReplyTo}>`] : []),
    ...(letter.references ? [`References: ${letter.references}`] : []),
    ...(letter.headers ?? []),
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=utf-8',
    '',
    letter.text ?? 'Where is my order?',
    '',
  ];
  return lines.join('\r\n');
}

export function formIn(reply: Reply): Form {
  if (reply.kind !== 'form' && reply.kind !== 'replaceForm')
    throw new Error(`no form: ${JSON.stringify(reply)}`);
  return reply.form;
}

/** Everything a person can read in a reply, in one string. */
export function readable(value: unknown): string {
  return JSON.stringify(value);
}
