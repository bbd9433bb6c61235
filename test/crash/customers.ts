import { createHash } from 'node:crypto';
import { type StageMailbox, stageMailboxes } from '../../bench/cast';
import type { Stage } from '../../bench/stage';
import { composeMail } from '../../sandbox/mail/composeMail';
import type { Chance } from './chance';

/** An email that was put into an inbox, and what has to become of it. */
export interface Delivered {
  mailbox: StageMailbox;
  raw: Buffer;
  /** SHA-256 of `raw`. */
  hash: string;
  messageId: string;
  from: string;
  /** Emails of one exchange have the same; unique per mailbox and conversation. */
  exchange: number;
  /** Names of its attachments. */
  files: string[];
  /** Another delivery to this mailbox with the same Message-ID and content, which has come before. */
  duplicate: boolean;
  /** Its Message-ID was used again for other content, so nobody can say whom an answer would mean. */
  ambiguous: boolean;
}

const CUSTOMERS = ['claire@client.example', 'omar@client.example', 'zoe@elsewhere.example'];
const STRANGER = 'stranger@nowhere.example';

/** Everybody outside. They write letters of every kind and remember them all. */
export class Customers {
  readonly delivered: Delivered[] = [];
  private serial = 0;

  constructor(
    private readonly stage: Stage,
    private readonly chance: Chance,
  ) {}

  /** One more letter, of a kind that chance decides. */
  async write(): Promise<void> {
    const { chance } = this;
    const earlier = this.delivered.filter((one) => !one.ambiguous);
    const kind = earlier.length < 3 ? 0 : chance.between(0, 9);
    const before = earlier.length > 0 ? chance.one(earlier) : null;
    if (before && kind <= 2) return this.answer(before, kind === 2 ? STRANGER : before.from);
    if (before && kind === 3) return this.repeat(before);
    if (before && kind === 4) return this.reuseId(before);
    if (before && kind === 5) return this.toTheOther(before);
    return this.begin();
  }

  private async begin(): Promise<void> {
    const mailbox = this.chance.happens(0.7) ? 'support' : 'sales';
    await this.send(mailbox, { from: this.chance.one(CUSTOMERS), exchange: this.another() });
  }

  private async answer(to: Delivered, from: string): Promise<void> {
    await this.send(to.mailbox, { from, exchange: to.exchange, inReplyTo: to.messageId });
  }

  /** The same once more, over another way: only transport headers differ, or nothing at all. */
  private repeat(one: Delivered): void {
    const way = `Received: from relay-${this.chance.between(1, 9)}.example by mx.example; Sat, 15 Aug 2026 14:03:00 +0000\r\n`;
    const raw = this.chance.happens(0.5) ? one.raw : Buffer.concat([Buffer.from(way), one.raw]);
    this.deliver({ ...one, raw, duplicate: true });
  }

  private async reuseId(one: Delivered): Promise<void> {
    for (const same of this.delivered) {
      if (same.messageId === one.messageId) same.ambiguous = true;
    }
    const exchange = this.another();
    const { messageId } = one;
    await this.send(one.mailbox, { from: this.chance.one(CUSTOMERS), exchange, messageId, ambiguous: true });
  }

  /** The same email to the other mailbox is a conversation of its own there. */
  private toTheOther(one: Delivered): void {
    const mailbox = one.mailbox === 'support' ? 'sales' : 'support';
    const there = this.delivered.find((d) => d.mailbox === mailbox && d.messageId === one.messageId);
    const parent = /^in-reply-to: (.*)$/im.exec(one.raw.toString('latin1'))?.[1];
    // Answers to what the other mailbox never saw would have to be told apart by who awaits whom.
    if (there || parent) {
      this.repeat(there ?? one);
      return;
    }
    const first = this.delivered.find((d) => d.messageId === one.messageId)!;
    this.deliver({ ...first, mailbox, exchange: this.another() });
  }

  private async send(
    mailbox: StageMailbox,
    letter: { from: string; exchange: number; inReplyTo?: string; messageId?: string; ambiguous?: boolean },
  ): Promise<void> {
    const { chance } = this;
    const serial = this.another();
    const long = chance.happens(0.2);
    const sentence = `Letter ${serial} says that <!channel> the lamp *flickers* & hums, whatever I try.\r\n`;
    const files = chance.happens(0.25)
      ? Array.from({ length: chance.between(1, 2) }, (_, n) => `photo ${serial}-${n}.txt`)
      : [];
    const messageId = letter.messageId ?? `<letter-${serial}.${chance.between(1, 1e9)}@client.example>`;
    const { raw } = await composeMail({
      from: { name: letter.from.split('@')[0]!, address: letter.from },
      to: [stageMailboxes[mailbox].address],
      // Several customers write the same subject and text: that makes nothing a duplicate.
      subject: chance.happens(0.3) ? 'Where is my order?' : `Question ${serial}`,
      text: long ? sentence.repeat(40) : chance.happens(0.2) ? 'Hello?' : sentence,
      attachments: files.map((name) => ({
        name,
        type: 'text/plain',
        content: Buffer.from(`what ${name} shows`),
      })),
      date: new Date('2026-08-15T14:03:00.000Z'),
      messageId,
      ...(letter.inReplyTo && { inReplyTo: letter.inReplyTo, references: [letter.inReplyTo] }),
    });
    this.deliver({
      mailbox,
      raw,
      messageId,
      from: letter.from,
      exchange: letter.exchange,
      files,
      duplicate: false,
      ambiguous: letter.ambiguous ?? false,
    });
  }

  private another(): number {
    this.serial += 1;
    return this.serial;
  }

  private deliver(letter: Omit<Delivered, 'hash'>): void {
    const hash = createHash('sha256').update(letter.raw).digest('hex');
    this.delivered.push({ ...letter, hash });
    this.stage.mail.deliver(stageMailboxes[letter.mailbox].address, letter.raw);
  }
}
