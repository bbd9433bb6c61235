import { webApi } from '@slack/bolt';
import { type SlackSandbox, startSlack } from '../../../sandbox/slack/startSlack';
import { callApi, recordingApp } from './recordingApp';

const channel = 'C0GENERAL';

describe('files', () => {
  let slack: SlackSandbox;
  let client: webApi.WebClient;
  beforeAll(async () => {
    slack = await startSlack({ enforceRateLimits: false });
    client = new webApi.WebClient(slack.botToken, { slackApiUrl: slack.apiUrl });
  });
  afterAll(() => slack.close());

  test('the SDK uploads into a thread; only the bot may download', async () => {
    const app = await recordingApp(slack);
    const root = await client.chat.postMessage({ channel, text: 'root' });
    await client.files.uploadV2({
      channel_id: channel,
      thread_ts: root.ts as string,
      filename: 'note.txt',
      title: 'Note',
      file: Buffer.from('content'),
      initial_comment: 'see',
    });
    const event = await slack.waitFor(() =>
      app.events('message').find((one) => one.subtype === 'file_share'),
    );
    const [file] = event.files as { id: string; url_private: string; title: string }[];
    expect(event).toMatchObject({
      thread_ts: root.ts,
      text: 'see',
      files: [{ name: 'note.txt', title: 'Note' }],
    });
    expect((await fetch(String(file?.url_private))).status).toBe(403);
    const headers = { authorization: `Bearer ${slack.botToken}` };
    const bytes = await fetch(String(file?.url_private), { headers });
    expect(await bytes.text()).toBe('content');
    const info = await client.files.info({ file: String(file?.id) });
    expect(info.file?.shares?.public?.[channel]).toMatchObject([{ ts: event.ts, thread_ts: root.ts }]);
    await app.close();
  });

  test("a person's file reaches the app, which may not delete it", async () => {
    const upload = { name: 'cat.png', base64: Buffer.from('meow').toString('base64') };
    const { ts } = await slack.as('ada').message(channel, 'look', { files: [upload] });
    const [file] = slack.message(channel, String(ts))?.files ?? [];
    expect(file).toMatchObject({ name: 'cat.png', mimetype: 'image/png', size: 4 });
    expect((await callApi(slack, 'files.delete', { file: file?.id })).error).toBe('cant_delete_file');
  });

  test('a deleted file is gone from its message too', async () => {
    const place = await client.files.getUploadURLExternal({ filename: 'a.bin', length: 3 });
    await fetch(String(place.upload_url), { method: 'POST', body: 'abc' });
    await client.files.completeUploadExternal({
      files: [{ id: String(place.file_id) }],
      channel_id: channel,
    });
    const shown = () => slack.channel(channel).messages.at(-1)?.files?.[0];
    expect(shown()).toMatchObject({ id: place.file_id, size: 3 });
    expect((await callApi(slack, 'files.delete', { file: place.file_id })).ok).toBe(true);
    expect(shown()).toMatchObject({ deleted: true });
    expect((await callApi(slack, 'files.info', { file: place.file_id })).error).toBe('file_deleted');
  });

  test('what is refused', async () => {
    const place = (args: Record<string, unknown>) => callApi(slack, 'files.getUploadURLExternal', args);
    expect((await place({ filename: 'a', length: 0 })).error).toBe('missing_argument');
    expect((await place({ filename: 'a', length: 1_000_000_001 })).error).toBe('file_upload_size_restricted');
    const complete = (files: unknown[], channel_id = channel) =>
      callApi(slack, 'files.completeUploadExternal', { files, channel_id });
    const empty = await place({ filename: 'a', length: 1 });
    expect((await complete([{ id: empty.file_id }])).error).toBe('file_not_found');
    expect((await complete(Array.from({ length: 11 }, () => ({ id: 'F' })))).error).toBe('invalid_arguments');
    await fetch(String(empty.upload_url), { method: 'POST', body: 'x' });
    expect((await complete([{ id: empty.file_id }], 'somewhere')).error).toBe('invalid_channel');
    expect((await complete([{ id: empty.file_id }])).ok).toBe(true);
    expect((await complete([{ id: empty.file_id }])).error).toBe('file_not_found');
  });
});
