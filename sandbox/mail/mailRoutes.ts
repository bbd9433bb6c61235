import { z } from 'zod';
import type { ControlAnswer, ControlRequest, ControlRoute } from '../controlRoute';
import type { MailAccount, MailFolder, MailMessage } from '../mailProtocol';
import type { FolderMessage } from './account';
import { answerTo, type Letter } from './composeMail';
import { readMail } from './readMail';
import type { MailSandbox } from './startMail';

/** A page lists so many messages of a folder, the newest. */
const LISTED = 200;
/** Bursts of changes reach the page as one notice per account and so many milliseconds. */
const NOTICE_EVERY = 100;

const uids = z.array(z.number().int().positive()).min(1);
const where = { account: z.string(), folder: z.string() };
const moveBody = z.object({ ...where, uids, target: z.string() });
const removeBody = z.object({ ...where, uids });
const flagsBody = z.object({ ...where, uids, flags: z.array(z.string().regex(/^[\\$]?[A-Za-z0-9_-]+$/)) });
const sendBody = z.object({
  from: z.email(),
  fromName: z.string(),
  to: z.array(z.email()).min(1),
  cc: z.array(z.email()).optional(),
  subject: z.string(),
  text: z.string(),
  html: z.string().optional(),
  attachments: z.array(z.object({ name: z.string(), type: z.string(), base64: z.base64() })).optional(),
  inReplyTo: z.string().optional(),
  references: z.array(z.string()).optional(),
  replyToMessage: z.object({ ...where, uid: z.number().int().positive() }).optional(),
});

/** The mail part of the control interface, as `sandbox/protocol.ts` describes it, for `startSlack`. */
export function mailRoutes(mail: MailSandbox): ControlRoute[] {
  const summaries = new Map<string, MailMessage>();

  /** Parsing is slow and messages do not change, except for their flags. */
  const summary = async (account: string, folder: string, validity: number, message: FolderMessage) => {
    const key = JSON.stringify([account, folder, validity, message.uid]);
    let known = summaries.get(key);
    if (!known) {
      known = (await readMail(message)).summary;
      if (summaries.size >= 5000) summaries.delete(summaries.keys().next().value!);
      summaries.set(key, known);
    }
    return { ...known, seen: message.flags.includes('\\Seen') };
  };

  const handlers: Record<string, (request: ControlRequest) => Promise<ControlAnswer> | ControlAnswer> = {
    'GET /mail/accounts': () => {
      const accounts = mail.world
        .all()
        .map((one): MailAccount => ({ address: one.address, name: one.name, kind: one.kind }));
      return ok({ accounts });
    },
    'GET /mail/folders': ({ query }) => {
      const account = accountNamed(mail, query.get('account'));
      const folders = account.folders().map(
        (one): MailFolder => ({
          path: one.path,
          specialUse: one.path === 'INBOX' ? 'inbox' : specialUseOf(one['special-use']),
          messages: one.messages.length,
          unseen: one.messages.filter((message) => !message.flags.includes('\\Seen')).length,
        }),
      );
      return ok({ folders });
    },
    'GET /mail/messages': async ({ query }) => {
      const { address } = accountNamed(mail, query.get('account'));
      const folder = mail.folder(address, query.get('folder') ?? 'INBOX');
      const newest = folder.messages.slice(-LISTED).reverse();
      const messages: MailMessage[] = [];
      for (const message of newest)
        messages.push(await summary(address, folder.path, folder.uidValidity, message));
      return ok({ messages: messages.sort((one, other) => other.at - one.at) });
    },
    'GET /mail/message': async ({ query }) => ok({ message: (await readMail(messageAt(mail, query))).body }),
    'GET /mail/attachment': async ({ query }) => {
      const { summary: read, files } = await readMail(messageAt(mail, query));
      const index = Number(query.get('index'));
      const data = files[index];
      const about = read.attachments[index];
      if (!data || !about)
        throw new NotThere(`This message has ${files.length} attachments, none at ${index}.`);
      return { bytes: { data, type: about.type, fileName: about.name } };
    },
    'POST /mail/send': async ({ body }) => {
      const { messageId } = await mail.sendAsCustomer(await letterFrom(mail, sendBody.parse(body)));
      return ok({ messageId });
    },
    'POST /mail/move': ({ body }) => {
      const { account, folder, uids: list, target } = moveBody.parse(body);
      return ok({ uidMap: Object.fromEntries(mail.move(account, folder, list, target)) });
    },
    'POST /mail/delete': ({ body }) => {
      const { account, folder, uids: list } = removeBody.parse(body);
      mail.remove(account, folder, list);
      return ok({});
    },
    'POST /mail/flags': ({ body }) => {
      const { account, folder, uids: list, flags } = flagsBody.parse(body);
      for (const uid of list) mail.setFlags(account, folder, uid, flags);
      return ok({});
    },
  };

  return [
    {
      prefix: '/mail',
      async handle(request) {
        const handler = handlers[`${request.method} ${request.path}`];
        if (!handler)
          return failed(404, `The mail sandbox does not know ${request.method} /control${request.path}.`);
        try {
          return await handler(request);
        } catch (error) {
          if (error instanceof z.ZodError) return failed(400, z.prettifyError(error));
          return failed(error instanceof NotThere ? 404 : 400, (error as Error).message);
        }
      },
      connect(push) {
        const waiting = new Map<string, NodeJS.Timeout>();
        mail.onChange(({ account }) => {
          if (waiting.has(account)) return;
          const notice = setTimeout(() => {
            waiting.delete(account);
            push({ kind: 'mail', account });
          }, NOTICE_EVERY);
          notice.unref();
          waiting.set(account, notice);
        });
      },
    },
  ];
}

class NotThere extends Error {}

function ok(more: object): ControlAnswer {
  return { json: { ok: true, ...more } };
}

function failed(status: number, error: string): ControlAnswer {
  return { status, json: { ok: false, error } };
}

function accountNamed(mail: MailSandbox, address: string | null) {
  const account = mail.world.find(address ?? '');
  if (!account) throw new NotThere(`There is no mail account "${address ?? ''}".`);
  return account;
}

function messageAt(mail: MailSandbox, query: URLSearchParams): FolderMessage {
  const { address } = accountNamed(mail, query.get('account'));
  const folder = query.get('folder') ?? 'INBOX';
  const uid = Number(query.get('uid'));
  const message = mail.folder(address, folder).messages.find((one) => one.uid === uid);
  if (!message) throw new NotThere(`${address} has no message ${query.get('uid')} in ${folder}.`);
  return message;
}

function specialUseOf(flag: string | undefined): MailFolder['specialUse'] {
  return flag?.slice(1).toLowerCase() as MailFolder['specialUse'];
}

/** An answer threads by References and quotes what it answers, as mail clients do. */
async function letterFrom(mail: MailSandbox, send: z.infer<typeof sendBody>): Promise<Letter> {
  const letter: Letter = {
    from: { name: send.fromName, address: send.from },
    to: send.to,
    cc: send.cc,
    subject: send.subject,
    text: send.text,
    html: send.html,
    attachments: send.attachments?.map((file) => ({
      name: file.name,
      type: file.type,
      content: Buffer.from(file.base64, 'base64'),
    })),
    inReplyTo: send.inReplyTo,
    references: send.references,
  };
  if (!send.replyToMessage) return letter;
  const { account, folder, uid } = send.replyToMessage;
  const query = new URLSearchParams({ account, folder, uid: String(uid) });
  const original = messageAt(mail, query);
  const { body } = await readMail(original);
  const quoted = body.text.trimEnd().replace(/^/gm, '> ');
  const by = body.from.name ? `${body.from.name} <${body.from.address}>` : body.from.address;
  const on = original.internalDate.toUTCString().slice(0, 22);
  return {
    ...letter,
    ...answerTo(original.raw),
    subject: send.subject || `Re: ${body.subject.replace(/^(re\s*:\s*)+/i, '')}`,
    text: `${send.text}\n\nOn ${on}, ${by} wrote:\n${quoted}\n`,
  };
}
