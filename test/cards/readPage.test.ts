import type { ConversationView } from '../../src/cards/conversationView';
import { readPage } from '../../src/cards/readPage';
import { emptyConversation } from '../../src/domain/conversation';
import type { ConversationEmail } from '../../src/ports/rows';

/** As received: the parent first, although its child was taken in before it. */
const email = (position: number, text: string): ConversationEmail =>
  ({
    position,
    subject: 'Chair',
    from: [{ name: 'Claire', address: 'c@client.test' }],
    to: [],
    cc: [],
    ownText: text,
    quotedText: position === 1 ? '> earlier words' : '',
    receivedAt: '2026-08-15T14:03:00.000Z',
    trusted: true,
    attachments: [],
    fromHeaderCount: 1,
  }) as unknown as ConversationEmail;
const view = {
  conversation: { ...emptyConversation('c1', 'w1'), number: 142 },
  emails: [email(2, 'The parent'), email(1, 'The child')],
} as ConversationView;
const page = (position: number, part = 1) =>
  JSON.stringify(readPage(view, position, part, 'n', 'en', false).intro);

test('emails are leafed through in the order in which they were received', () => {
  expect(page(2)).toContain('The child');
  expect(page(2)).toContain('"label":"Earlier email","input":{"conversation":"c1","position":1');
  expect(page(2)).not.toContain('Later email');
  expect(page(1)).toContain('The parent');
  expect(page(1)).toContain('Later email');
});

test('what was quoted stands after what was written', () => {
  expect(page(2)).toMatch(/The child.*Earlier text, quoted:.*earlier words/);
});

test.each([0, -3, 99])('given a place that is not there (%d), then the newest is shown', (position) => {
  expect(page(position)).toContain('The child');
});

test('given links can be made, then an email’s attachments can be opened from here, and only then', () => {
  const file = { index: 0, fileName: 'vase.png', mediaType: 'image/png', size: 9, inline: false };
  const with_ = { ...view, emails: [{ ...email(1, 'Photos'), id: 'e1', attachments: [file] }] };
  const shown = (opensFiles: boolean) =>
    JSON.stringify(readPage(with_ as ConversationView, 1, 1, 'n', 'en', opensFiles).intro);
  expect(shown(true)).toContain('"action":"files","label":"Open attachments"');
  expect(shown(false)).toContain('vase.png');
  expect(shown(false)).not.toContain('"files"');
});
