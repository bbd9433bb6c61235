import { batches } from '../../src/mail/fetchNew';
import { chooseFolders } from '../../src/mail/folders';

const folder = (path: string, specialUse?: string, flags: string[] = []) => ({
  path,
  name: path.split('/').at(-1)!,
  specialUse,
  flags: new Set(flags),
});

describe('chooseFolders', () => {
  test('believes the administrator, then the server, then the name', () => {
    const list = [folder('INBOX'), folder('Ablage'), folder('Old', '\\Archive'), folder('Bin', '\\Trash')];
    expect(chooseFolders(list, { archive: 'Ablage' })).toMatchObject({ archive: 'Ablage', trash: 'Bin' });
    expect(chooseFolders(list, {}).archive).toBe('Old');
  });

  test.each(['Archive', 'Archives', 'INBOX/Archivés'])('knows %s as the archive', (path) => {
    expect(chooseFolders([folder(path)], {}).archive).toBe(path);
  });

  test('takes All Mail where there is no archive, and nothing that cannot be opened', () => {
    const list = [folder('Archive', undefined, ['\\Noselect']), folder('[Gmail]/All Mail', '\\All')];
    expect(chooseFolders(list, {}).archive).toBe('[Gmail]/All Mail');
  });

  test('has an inbox always, and leaves out what there is not', () => {
    expect(chooseFolders([], {})).toEqual({ inbox: 'INBOX', archive: undefined });
  });
});

describe('batches', () => {
  const sizes = (all: { size: number }[][]) => all.map((batch) => batch.map((one) => one.size));
  test('are bounded by number and by size, and a huge message goes alone', () => {
    const listed = [1, 1, 1, 5, 50, 1, 1].map((size) => ({ size }));
    expect(sizes(batches(listed, { messages: 3, bytes: 10 }))).toEqual([[1, 1, 1], [5], [50], [1, 1]]);
    expect(batches([], { messages: 3, bytes: 10 })).toEqual([]);
  });
});
