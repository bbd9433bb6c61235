import { fileChoice, fileEntries } from '../../src/cards/files';
import type { ConversationEmail, StoredAttachment } from '../../src/ports/rows';

const file = (changes: Partial<StoredAttachment>): StoredAttachment => ({
  index: 0,
  fileName: 'photo.png',
  mediaType: 'image/png',
  size: 1000,
  blobId: 'b',
  inline: false,
  risky: false,
  ...changes,
});
const email = (attachments: StoredAttachment[]) => ({ attachments }) as ConversationEmail;

test('given a logo in the text, then it is no file of the thread', () => {
  expect(fileEntries(email([file({ inline: true, size: 19_999 })]))).toBe(0);
});

test('given a picture in the text, then it is a file like any other', () => {
  const shown = email([
    file({ inline: true, size: 20_000, fileName: 'broken-vase.jpg', mediaType: 'image/jpeg' }),
    file({ inline: true, size: 500_000, fileName: 'sound.mp3', mediaType: 'audio/mpeg' }),
  ]);
  expect(fileEntries(shown)).toBe(1);
  expect(fileChoice(shown, 0, 'en').files.map((one) => one.fileName)).toEqual(['broken-vase.jpg']);
});

test('given a program and a very large film, then they are named and not uploaded', () => {
  const mixed = email([
    file({}),
    file({ fileName: 'invoice.exe', risky: true }),
    file({ fileName: 'film.mp4', size: 90_000_000 }),
  ]);
  const { files, left } = fileChoice(mixed, 0, 'en');
  expect(files.map((one) => one.fileName)).toEqual(['photo.png']);
  expect(left.join(' ')).toMatch(/could harm your computer\): invoice\.exe.*too large for chat\): film\.mp4/);
});

test('given nothing but an empty file, then it is named, as nothing can be uploaded', () => {
  const { files, left } = fileChoice(email([file({ fileName: 'invoice.pdf', size: 0 })]), 0, 'en');
  expect(files).toEqual([]);
  expect(left).toEqual(['Empty (0 bytes): invoice.pdf.']);
});

test('given an email that was too large to be read, then its files are named and no empty ones uploaded', () => {
  const large = {
    ...email([file({ fileName: 'photo.jpg', size: 12_000_000 })]),
    problem: 'tooLarge' as const,
  };
  const { files, left } = fileChoice(large, 0, 'en');
  expect(files).toEqual([]);
  expect(left).toEqual(['Not uploaded (too large for chat): photo.jpg.']);
});

test('given 200 attachments, then fifty are in five entries, each once, and the rest is counted', () => {
  const many = email(Array.from({ length: 200 }, (_, index) => file({ index, fileName: `${index}.png` })));
  expect(fileEntries(many)).toBe(5);
  const entries = [0, 1, 2, 3, 4].map((entry) => fileChoice(many, entry, 'en'));
  const names = entries.flatMap(({ files }) => files.map((one) => one.fileName));
  expect(new Set(names).size).toBe(50);
  expect(entries.flatMap(({ left }) => left)).toEqual([
    '150 more attachments are in the original email only.',
  ]);
});
