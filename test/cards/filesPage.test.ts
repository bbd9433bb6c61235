import type { ConversationView } from '../../src/cards/conversationView';
import { fileSize } from '../../src/cards/fileSize';
import { filesCard } from '../../src/cards/filesCard';
import { filesPage } from '../../src/cards/filesPage';
import { emptyConversation } from '../../src/domain/conversation';
import type { AttachmentLink, Links } from '../../src/ports/links';
import type { ConversationEmail, StoredAttachment } from '../../src/ports/rows';
import type { Piece } from '../../src/ui/card';
import { type Text, wordsOf } from '../../src/ui/text';

const file = (index: number, changes: Partial<StoredAttachment> = {}): StoredAttachment => ({
  index,
  fileName: `photo-${index}.png`,
  mediaType: 'image/png',
  size: 1_240_000,
  blobId: 'b',
  inline: false,
  risky: false,
  ...changes,
});
const email = (id: string, attachments: StoredAttachment[], changes: Partial<ConversationEmail> = {}) =>
  ({
    id,
    from: [{ name: `Sender of ${id}`, address: 'a@b.test' }],
    receivedAt: '2026-08-15T14:03:00.000Z',
    problem: null,
    attachments,
    attachmentsLeftOut: 0,
    ...changes,
  }) as ConversationEmail;
const viewOf = (...emails: ConversationEmail[]): ConversationView =>
  ({ conversation: { ...emptyConversation('c1', 'w1'), number: 142 }, emails }) as ConversationView;
const minted: AttachmentLink[] = [];
const links: Links = {
  minutes: 5,
  available: () => true,
  attachment: (of) => {
    minted.push(of);
    return `https://postroom.example/attachments/${of.emailId}-${of.index}`;
  },
};
const viewer = { personId: 'p1', locale: 'en' as const, nonce: 'n' };
const open = (view: ConversationView, emailId: string | null = null, page = 1, with_ = links) =>
  filesPage(view, emailId, page, viewer, with_);
const texts = (pieces: Piece[]): Text[] =>
  pieces.flatMap((piece) =>
    piece.kind === 'text' ? [piece.text] : piece.kind === 'context' ? piece.items : [],
  );
const urls = (pieces: Piece[]) =>
  texts(pieces).flatMap((text) => text.flatMap((span) => (span.kind === 'link' ? [span.url] : [])));
const said = (pieces: Piece[]) => texts(pieces).map(wordsOf);

beforeEach(() => {
  minted.length = 0;
});

test('every attachment has a link for this one person, with its size, the newest email first', () => {
  const { title, intro } = open(viewOf(email('e1', [file(0)]), email('e2', [file(0), file(1)])));
  expect(title).toBe('Attachments #142');
  expect(said(intro)).toEqual([
    'These links are for you alone and work for 5 minutes. Open this again for new ones.',
    expect.stringMatching(/^Email from Sender of e2/),
    'photo-0.png · 1.2 MB',
    'photo-1.png · 1.2 MB',
    expect.stringMatching(/^Email from Sender of e1/),
    'photo-0.png · 1.2 MB',
  ]);
  expect(minted[0]).toEqual({ personId: 'p1', conversationId: 'c1', emailId: 'e2', index: 0 });
  expect(urls(intro)).toHaveLength(3);
});

test('given one email was asked for, then only its files are shown, without a heading', () => {
  const { intro } = open(viewOf(email('e1', [file(0)]), email('e2', [file(0)])), 'e1');
  expect(urls(intro)).toEqual(['https://postroom.example/attachments/e1-0']);
  expect(said(intro)).toHaveLength(2);
});

test('given a file could do harm, then it is behind a warning; one that is not kept has no link', () => {
  const { intro } = open(
    viewOf(
      email('e1', [file(0, { fileName: 'invoice.exe', risky: true }), file(1, { size: 0 })], {
        attachmentsLeftOut: 2,
      }),
    ),
  );
  expect(said(intro).slice(1)).toEqual([
    'invoice.exe · 1.2 MB · ⚠ could harm your computer: open it only if you expected it from this sender',
    'photo-1.png · 0 bytes · in the original email only',
    '2 more attachments are in the original email only.',
  ]);
  expect(urls(intro)).toHaveLength(1);
});

test('given an email that was too large to be read, then its files are named without links', () => {
  expect(urls(open(viewOf(email('e1', [file(0)], { problem: 'tooLarge' }))).intro)).toEqual([]);
  expect(minted).toEqual([]);
});

test('given no address of Postroom is known, then that is said and there is no link', () => {
  const { intro } = open(viewOf(email('e1', [file(0)])), null, 1, { ...links, attachment: () => null });
  expect(said(intro)[0]).toContain('POSTROOM_PUBLIC_URL');
  expect(urls(intro)).toEqual([]);
});

test('given no attachment at all, then that is said', () => {
  expect(said(open(viewOf(email('e1', []))).intro)).toEqual(['There are no attachments.']);
});

test('given many, then there are pages, and each one mints only what it shows', () => {
  const many = viewOf(
    email(
      'e1',
      Array.from({ length: 40 }, (_, n) => file(n)),
    ),
  );
  const second = open(many, 'e1', 2);
  expect(urls(second.intro)).toHaveLength(15);
  expect(minted).toHaveLength(15);
  const { buttons } = second.intro.at(-1) as Extract<Piece, { kind: 'buttons' }>;
  expect(buttons.map(({ action, input }) => [action, input])).toEqual([
    ['files', { conversation: 'c1', email: 'e1', page: 1 }],
    ['files', { conversation: 'c1', email: 'e1', page: 3 }],
  ]);
  expect(urls(open(many, 'e1', 99).intro)).toHaveLength(10);
});

test('the card in the thread names the files, warns, opens the page and carries no link', () => {
  const shown = email('e1', [file(0), file(1, { fileName: 'invoice.exe', risky: true })]);
  const card = filesCard(viewOf(shown), shown, 0, 'en');
  expect(card.pieces).toEqual([
    { kind: 'text', text: expect.anything() },
    { kind: 'body', text: 'photo-0.png · 1.2 MB\ninvoice.exe · 1.2 MB' },
    { kind: 'context', items: [expect.anything()] },
    {
      kind: 'buttons',
      buttons: [
        {
          action: 'files',
          label: 'Open attachments',
          input: { conversation: 'c1', email: 'e1' },
          opens: 'page',
        },
      ],
    },
  ]);
  expect(said(card.pieces)[1]).toMatch(/Could harm your computer: invoice\.exe/);
  expect(JSON.stringify(card)).not.toContain('https://');
});

test('the last card of an email with very many files says how many more there are', () => {
  const shown = email(
    'e1',
    Array.from({ length: 53 }, (_, n) => file(n)),
  );
  expect(said(filesCard(viewOf(shown), shown, 4, 'en').pieces).join(' ')).toContain('3 more attachments');
});

test('given nothing of it is kept, then there is no button', () => {
  const shown = email('e1', [file(0)], { problem: 'tooLarge' });
  expect(filesCard(viewOf(shown), shown, 0, 'en').pieces.some(({ kind }) => kind === 'buttons')).toBe(false);
});

test('sizes are said as people of each language say them', () => {
  expect([1, 999, 1_000, 244_300, 1_240_000, 230_000_000].map((size) => fileSize(size, 'en'))).toEqual([
    '1 byte',
    '999 bytes',
    '1 kB',
    '244 kB',
    '1.2 MB',
    '230 MB',
  ]);
  expect(fileSize(1_240_000, 'fr').replace(/\s/g, ' ')).toBe('1,2 Mo');
});
