import { inflateSync } from 'node:zlib';
import { type ParsedMail, simpleParser } from 'mailparser';
import { type BuiltEmail, seedEmails } from '../../../sandbox/demo/seed/emails';
import { notLinked, teamsPeople, teamsTeams } from '../../../sandbox/demo/seed/teamsWorld';
import { mailboxes, people, personCalled, workspaceAdmin } from '../../../sandbox/demo/seed/world';

const now = new Date('2026-11-22T10:00:00Z');
let emails: BuiltEmail[];
const parsed = new Map<string, ParsedMail>();

beforeAll(async () => {
  emails = await seedEmails(now);
  for (const email of emails) parsed.set(email.id, await simpleParser(email.raw));
});

const get = (id: string): ParsedMail => parsed.get(id)!;

test('a dozen emails go to both mailboxes, in two languages, oldest first, all in the last hours', () => {
  expect(emails.length).toBeGreaterThanOrEqual(12);
  expect(new Set(emails.map((email) => email.to))).toEqual(new Set(mailboxes.map((one) => one.address)));
  const dates = emails.map((email) => email.at.getTime());
  expect(dates).toEqual([...dates].sort((one, other) => one - other));
  expect(Math.max(...dates)).toBeLessThan(now.getTime());
  expect(Math.min(...dates)).toBeGreaterThan(now.getTime() - 4 * 3_600_000);
  expect(new Set([...parsed.values()].map((one) => one.messageId)).size).toBe(emails.length);
});

test('every email says from whom and when as its entry does, the one with a false name aside', () => {
  for (const email of emails) {
    expect(get(email.id).from!.value[0]!.address).toBe(email.from.address);
    expect(get(email.id).date).toEqual(email.at);
  }
});

test('the follow-up answers the first letter by References and quotes it', () => {
  const first = get('cracked-lamp');
  expect(get('cracked-lamp-2')).toMatchObject({
    inReplyTo: first.messageId,
    references: first.messageId,
    text: expect.stringContaining('> My Fanø table lamp arrived'),
  });
  expect(get('devis-hotel-2').inReplyTo).toBe(get('devis-hotel').messageId);
});

test('files are real: a PDF with a right table, a PNG that unpacks, CSV; an image within the HTML', () => {
  const invoice = get('vat-number').attachments[0]!;
  const text = invoice.content.toString('latin1');
  expect(text.startsWith('%PDF-1.4')).toBe(true);
  const start = Number(/startxref\n(\d+)/.exec(text)![1]);
  expect(text.slice(start, start + 4)).toBe('xref');
  for (const [, offset] of text.slice(start).matchAll(/(\d{10}) 00000 n/g))
    expect(text.slice(Number(offset))).toMatch(/^\d+ 0 obj/);

  const photo = get('cracked-lamp').attachments[0]!;
  expect(photo).toMatchObject({ cid: 'crack@harbourside.example', contentType: 'image/png' });
  const data = photo.content.subarray(photo.content.indexOf('IDAT') + 4, photo.content.indexOf('IEND') - 8);
  expect(inflateSync(data)).toHaveLength(240 * (1 + 320 * 3));

  expect(get('commande-lumen').attachments[0]!.content.toString()).toContain('Lampe Fanø, noyer;4;149,00');
});

test('the odd ones are what they should be', () => {
  expect(get('remboursement-4417')).toMatchObject({
    subject: 'Remboursement de 129€ – commande n° 4417',
    text: expect.stringContaining('J’ai renvoyé l’applique “Skagen”'),
  });
  expect(get('bounce-4391').headers.get('content-type')).toMatchObject({
    value: 'multipart/report',
    params: { 'report-type': 'delivery-status' },
  });
  expect(get('absence-dubois').headers.get('auto-submitted')).toBe('auto-replied');
  expect(get('timber-weekly').headers.get('list')).toBeDefined();
  expect(get('showroom-access').text!.length).toBeGreaterThan(4000);
  expect(get('workshop-thanks').subject).toContain('🎉');
  const hostile = get('urgent-account');
  expect(hostile.subject!.length).toBeGreaterThan(1000);
  expect(hostile.html).toContain('javascript:');
  expect(hostile.html).toContain('\u202E');
  expect(hostile.attachments.map((file) => file.filename)).toEqual([
    '../../etc/passwd',
    'invoice\u202Efdp.exe',
  ]);
});

test('the world has every role, somebody outside, and both languages', () => {
  const members = mailboxes.flatMap((mailbox) => mailbox.members);
  for (const { who } of members) expect(personCalled(who).email).toContain('@');
  expect(new Set(members.map((one) => one.role))).toEqual(new Set(['admin', 'dispatcher', 'agent']));
  expect(personCalled(workspaceAdmin).isAdmin).toBe(true);
  const outside = people.filter(
    (person) => person.name !== workspaceAdmin && !members.some((one) => one.who === person.name),
  );
  expect(outside.map((person) => person.name)).toEqual(['mateo']);
  expect(new Set(people.map((person) => person.locale))).toEqual(new Set(['fr-FR', 'en-GB']));
});

test('Teams has the same people, a guest and somebody without Slack, and a channel for each mailbox', () => {
  for (const { name, realName, email } of people)
    expect(teamsPeople).toContainEqual(expect.objectContaining({ name, realName, email }));
  const more = teamsPeople.filter((one) => !people.some((person) => person.name === one.name));
  expect(more.map(({ guest }) => guest ?? false)).toEqual([false, true]);
  for (const { teamsChannel, visibility, members } of mailboxes) {
    const [team, channel] = teamsChannel.split('/');
    const found = teamsTeams.find((one) => one.name === team)!;
    expect(found.channels).toContain(channel);
    // Only dispatchers and administrators may read the channel of an assigned-only mailbox.
    const readers = members.filter(({ role }) => visibility === 'open' || role !== 'agent');
    for (const { who } of readers) expect(found.members).toContain(who);
    if (visibility === 'assigned-only') expect(found.members).toHaveLength(readers.length);
  }
  expect(mailboxes.flatMap(({ members }) => members.map(({ who }) => who))).toContain(notLinked);
});
