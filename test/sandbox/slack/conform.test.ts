import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { conform } from '../../../sandbox/conform';

describe('comparing the tables with outside material', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'conform-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const write = (path: string, value: unknown) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), JSON.stringify(value));
  };
  const about = (start: string) => conform(folder).filter((sentence) => sentence.startsWith(start));

  const chatDelete = {
    rate_limits: 't3',
    scope: { bot: ['chat:write'] },
    args: { required: ['token', 'channel', 'ts'], properties: { channel: {}, ts: {} } },
    errors: { cant_delete_message: {}, channel_not_found: {}, message_not_found: {} },
  };

  test('a method that fits is silent', () => {
    write('methods/chat.delete.json', chatDelete);
    write('responses/chat.delete.json', { ok: false, channel: '', ts: '' });
    expect([...about('chat.delete'), ...about('answer of chat.delete:')]).toEqual([]);
  });

  test('every difference of a method is named', () => {
    const { cant_delete_message: _, ...errors } = chatDelete.errors;
    const args = { required: ['token', 'channel', 'ts', 'reason'], properties: { channel: {} } };
    write('methods/chat.delete.json', { rate_limits: 't2', scope: { bot: ['chat:delete'] }, args, errors });
    expect(about('chat.delete')).toEqual([
      'chat.delete: "cant_delete_message" is not among its error codes',
      'chat.delete: is t2 there, t3 here',
      'chat.delete: scopes there only: chat:delete',
      'chat.delete: scopes here only: chat:write',
      'chat.delete: the argument "reason" is required there',
      'chat.delete: no argument "ts" there',
    ]);
  });

  test('a key that is not recorded is named, unless the recording was cut there', () => {
    write('responses/chat.delete.json', { ok: false, channel: '' });
    expect(about('answer of chat.delete:')).toEqual([
      'answer of chat.delete: sends "ts", which is not in responses/chat.delete.json',
    ]);
    write('responses/users.info.json', { ok: false, user: {} });
    expect(about('answer of users.info:')).toEqual([]);
  });

  test('what the folder lacks is said', () => {
    expect(about('chat.delete')).toEqual(['chat.delete: the folder does not describe this method']);
    expect(about('answer of chat.delete:')).toEqual([
      'answer of chat.delete: the folder has no responses/chat.delete.json',
    ]);
  });
});
