import { webApi } from '@slack/bolt';
import { failureOf } from '../../src/slack/callSlack';
import { slackChat } from '../../src/slack/chat';
import { People } from '../../src/slack/people';
import { webClient } from '../../src/slack/webClient';
import type { Card } from '../../src/ui/card';
import { plain } from '../../src/ui/text';
import { INSTALLATION, type Rehearsal, rehearse, SUPPORT, wordsOnScreen } from './rehearsal';

const card = (words: string): Card => ({
  summary: `#1 ${words}`,
  pieces: [{ kind: 'text', text: plain(words) }],
});
const message = (words: string, key = 'k', thread: string | null = null) => ({
  card: card(words),
  key,
  thread,
  broadcast: false,
});

let on: Rehearsal;
beforeAll(async () => {
  on = await rehearse();
});
afterAll(() => on.stop());
afterEach(() => on.sandbox.faults({ clear: true }));

const post = async (words: string, key?: string, thread?: string) => {
  const posted = await on.chat.post(SUPPORT, message(words, key, thread ?? null));
  if (!posted.ok) throw new Error(JSON.stringify(posted));
  return posted.value.ts;
};
const shown = (ts: string) => on.sandbox.message('C0SUPPORT', ts);

describe('posting', () => {
  it('writes the card, its key and nothing that unfolds', async () => {
    const ts = await post('Broken <kettle> & more', 'key-7');
    expect(shown(ts)!.text).toBe('#1 Broken &lt;kettle&gt; &amp; more');
    expect(wordsOnScreen(shown(ts)!.blocks)).toBe('Broken <kettle> & more');
    expect(on.sandbox.calls('chat.postMessage').at(-1)!.args).toMatchObject({
      parse: 'none',
      unfurl_links: expect.anything(),
      metadata: expect.anything(),
    });
  });

  it('is told back with its key', async () => {
    const ts = await post('Seen', 'key-seen');
    await on.sandbox.waitFor(() =>
      on.inside.of('ownPostSeen').some((one) => (one as { ts: string }).ts === ts),
    );
    expect(on.inside.of('ownPostSeen').at(-1)).toEqual({
      platform: 'slack',
      team: on.sandbox.teamId,
      channel: 'C0SUPPORT',
      ts,
      at: new Date(Math.floor(Number(ts) * 1000)).toISOString(),
      key: 'key-seen',
    });
  });

  it('into a thread, with or without showing it in the channel', async () => {
    const root = await post('Root');
    const quiet = await post('Reply', 'k', root);
    const bump = await on.chat.post(SUPPORT, { ...message('Bump', 'k', root), broadcast: true });
    expect(shown(quiet)).toMatchObject({ threadTs: root });
    expect(shown(quiet)!.broadcast).toBeFalsy();
    expect(bump.ok && shown(bump.value.ts)).toMatchObject({ threadTs: root, broadcast: true });
  });

  it('finds what was posted by its key, in the channel and in a thread', async () => {
    const root = await post('Root', 'key-root');
    const reply = await post('Reply', 'key-reply', root);
    const since = new Date(Date.now() - 5_000);
    expect(await on.chat.findPosted(SUPPORT, 'key-root', null, since)).toEqual({
      ok: true,
      value: { ts: root },
    });
    expect(await on.chat.findPosted(SUPPORT, 'key-reply', root, since)).toEqual({
      ok: true,
      value: { ts: reply },
    });
    expect(await on.chat.findPosted(SUPPORT, 'key-none', null, since)).toEqual({ ok: true, value: null });
  });

  it('does nothing with this token for another team', async () => {
    const elsewhere = { installationId: 'installation-2', channel: 'C0SUPPORT' };
    expect(await on.chat.post(elsewhere, message('x'))).toMatchObject({ ok: false, why: 'notAuthorized' });
    const stranger = on.slack.chat({ id: 'installation-2', team: 'T0STRANGER' });
    expect(await stranger.post(elsewhere, message('x'))).toMatchObject({ ok: false, why: 'notAuthorized' });
  });
});

describe('changing and removing', () => {
  it('redraws in place and keeps the key', async () => {
    const ts = await post('Before', 'key-redrawn');
    expect(await on.chat.update(SUPPORT, ts, card('After'), 'key-redrawn')).toEqual({
      ok: true,
      value: null,
    });
    expect(wordsOnScreen(shown(ts)!.blocks)).toBe('After');
    const found = await on.chat.findPosted(SUPPORT, 'key-redrawn', null, new Date(0));
    expect(found).toEqual({ ok: true, value: { ts } });
  });

  it('says that a message is gone, and is content when it was to be removed anyway', async () => {
    const ts = await post('Gone');
    expect(await on.chat.remove(SUPPORT, ts)).toEqual({ ok: true, value: null });
    expect(await on.chat.remove(SUPPORT, ts)).toEqual({ ok: true, value: null });
    expect(await on.chat.update(SUPPORT, ts, card('x'), 'k')).toEqual({ ok: false, why: 'messageGone' });
  });

  it('does not take its own removals for those of others', async () => {
    const ts = await post('Removed by us');
    const other = await post('Removed by Ada');
    await on.chat.remove(SUPPORT, ts);
    await on.sandbox.as('ada').delete('C0SUPPORT', other);
    await on.sandbox.waitFor(() => on.inside.of('ownPostDisturbed').length > 0);
    expect(on.inside.of('ownPostDisturbed')).toEqual([expect.objectContaining({ ts: other, deleted: true })]);
  });

  it('draws the Home of somebody', async () => {
    expect(await on.chat.publishHome(SUPPORT.installationId, 'U0ADA', card('At home'), null, false)).toEqual({
      ok: true,
      value: null,
    });
    expect(JSON.stringify(on.sandbox.as('U0ADA').state.home)).toContain('At home');
  });

  it('makes the way to another message a link, and leaves its words where there is no such message', async () => {
    const ts = await post('Linked');
    const way = (channel: string): Card => ({
      summary: 's',
      pieces: [{ kind: 'text', text: [{ kind: 'message', text: 'Open in chat', channel, ts }] }],
    });
    const sent = async (channel: string) => {
      const posted = await on.chat.post(SUPPORT, {
        card: way(channel),
        key: channel,
        thread: null,
        broadcast: false,
      });
      if (!posted.ok) throw new Error(posted.why);
      const message = on.sandbox.channel('C0SUPPORT').messages.find((one) => one.ts === posted.value.ts);
      return JSON.stringify(message?.blocks);
    };
    expect(await sent('C0SUPPORT')).toMatch(
      /"type":"link","url":"http[^"]*C0SUPPORT[^"]*","text":"Open in chat"/,
    );
    expect(await sent('C0NOWHERE')).toContain('"Open in chat"');
  });
});

describe('files', () => {
  const file = (name: string, content: string) => ({
    name,
    mediaType: 'text/plain',
    content: Buffer.from(content),
  });

  it('go into the thread as one message, an empty one by name only', async () => {
    const root = await post('Root');
    const files = [file('invoice.txt', 'one'), file('../../etc/passwd', 'two'), file('empty.txt', '')];
    const uploaded = await on.chat.upload!(SUPPORT, root, files, '3 files from <!channel>');
    if (!uploaded.ok) throw new Error(JSON.stringify(uploaded));
    expect(uploaded.value.fileIds).toHaveLength(2);
    const shared = on.sandbox.channel('support').messages.at(-1)!;
    expect(shared.threadTs).toBe(root);
    expect(shared.text).toBe('3 files from &lt;!channel&gt;\nempty.txt (0 B)');
    expect(shared.files!.map((one) => one.name)).toEqual(['invoice.txt', '.._.._etc_passwd']);
    expect(on.sandbox.mentions()).toEqual([]);
    const removed = await on.chat.removeFiles(INSTALLATION, uploaded.value.fileIds);
    expect(removed).toEqual({ ok: true, value: null });
    expect(await on.chat.removeFiles(INSTALLATION, uploaded.value.fileIds)).toEqual({
      ok: true,
      value: null,
    });
  });

  it('leave no doubt when they failed before being shared', async () => {
    const root = await post('Root');
    const upload = () => on.chat.upload!(SUPPORT, root, [file('a.txt', 'a')], 'A file');
    on.sandbox.faults({ add: [{ method: 'files.getUploadURLExternal', kind: '503' }] });
    expect(await upload()).toMatchObject({ why: 'unreachable', maybeDone: false });
    on.sandbox.faults({ clear: true, add: [{ method: 'files.completeUploadExternal', kind: 'dropAfter' }] });
    expect(await upload()).toMatchObject({ why: 'unreachable', maybeDone: true });
  });

  it('are found again by their names when the answer was lost', async () => {
    const root = await post('Root');
    const find = () =>
      on.chat.findPosted(SUPPORT, 'unused', root, new Date(Date.now() - 60_000), ['a.txt', 'b/c.txt']);
    expect(await find()).toEqual({ ok: true, value: null });
    on.sandbox.faults({ clear: true, add: [{ method: 'files.completeUploadExternal', kind: 'dropAfter' }] });
    await on.chat.upload!(SUPPORT, root, [file('a.txt', 'a'), file('b/c.txt', 'c')], 'Two files');
    const shared = on.sandbox.channel('support').messages.at(-1)!;
    expect(await find()).toEqual({
      ok: true,
      value: { ts: shared.ts, fileIds: shared.files!.map((one) => one.id) },
    });
  });
});

describe('what fails', () => {
  it('is said as what it means for the pump', async () => {
    const ts = await post('x');
    const nowhere = { installationId: INSTALLATION, channel: 'C0NOWHERE' };
    const general = { installationId: INSTALLATION, channel: 'C0GENERAL' };
    expect(await on.chat.post(nowhere, message('x'))).toMatchObject({ why: 'channelClosed' });
    expect(await on.chat.post(general, message('x'))).toMatchObject({ why: 'channelClosed' });
    on.sandbox.administerChannel({ do: 'archive', channel: 'C0SUPPORT' });
    expect(await on.chat.post(SUPPORT, message('x'))).toMatchObject({ why: 'channelClosed' });
    on.sandbox.administerChannel({ do: 'unarchive', channel: 'C0SUPPORT' });
    expect(await on.chat.update(SUPPORT, ts, card('y'), 'k')).toMatchObject({ ok: true });
    expect(await on.chat.openDirect(INSTALLATION, 'U0NOBODY')).toMatchObject({ why: 'channelClosed' });
    expect(await on.chat.openDirect(INSTALLATION, 'U0BEN')).toMatchObject({
      ok: true,
      value: { channel: expect.stringMatching(/^D/) },
    });
  });

  it('on the way leaves a doubt only where something may have been done', async () => {
    const once = (kind: '503' | 'drop' | 'dropAfter', method: string) =>
      on.sandbox.faults({ clear: true, add: [{ method, kind }] });
    for (const kind of ['503', 'drop', 'dropAfter'] as const) {
      once(kind, 'chat.postMessage');
      expect(await on.chat.post(SUPPORT, message('x'))).toMatchObject({
        why: 'unreachable',
        maybeDone: true,
      });
    }
    once('drop', 'conversations.history');
    expect(await on.chat.findPosted(SUPPORT, 'k', null, new Date())).toMatchObject({
      why: 'unreachable',
      maybeDone: false,
    });
  });

  it('with a wait is not waited for, and the wait is scaled in rehearsals', async () => {
    on.sandbox.faults({ add: [{ method: 'chat.postMessage', kind: '429', retryAfter: 30 }] });
    const before = performance.now();
    expect(await on.chat.post(SUPPORT, message('x'))).toEqual({
      ok: false,
      why: 'later',
      retryAfterMs: 30_000,
      scope: 'channel',
    });
    on.sandbox.faults({ add: [{ method: 'chat.update', kind: '429', retryAfter: 30 }] });
    expect(await directly({ timeScale: 60 }).update(SUPPORT, '1.1', card('x'), 'k')).toEqual({
      ok: false,
      why: 'later',
      retryAfterMs: 500,
      scope: 'method',
    });
    expect(performance.now() - before).toBeLessThan(20_000);
  });

  it('to answer is given up, and may have been done', async () => {
    on.sandbox.faults({ add: [{ method: 'chat.postMessage', kind: 'hang' }] });
    expect(await directly({ timeout: 200 }).post(SUPPORT, message('x'))).toMatchObject({
      why: 'unreachable',
      maybeDone: true,
    });
  });

  // Not over a real socket: under jest, errors of Node's fetch are of another world and lose their cause.
  it.each(['ECONNREFUSED', 'ENOTFOUND', 'UND_ERR_CONNECT_TIMEOUT'])(
    'before anything was sent (%s) was surely not done',
    (code) => {
      const cause = Object.assign(new Error('connect failed'), { code });
      const error = new webApi.WebAPIRequestError(new TypeError('fetch failed', { cause }));
      expect(failureOf(error, { writes: true, scope: 'channel', timeScale: 1 })).toEqual({
        ok: false,
        why: 'unreachable',
        maybeDone: false,
        detail: code,
      });
    },
  );

  it.each([
    [403, { why: 'unreachable', maybeDone: false }],
    [413, { why: 'rejected' }],
    [502, { why: 'unreachable', maybeDone: true }],
  ])('at a server in between (HTTP %i) is not Slack speaking', (status, meaning) => {
    const error = new webApi.WebAPIHTTPError(status, 'x', {}, '<html>');
    expect(failureOf(error, { writes: true, scope: 'method', timeScale: 1 })).toMatchObject(meaning);
  });

  it.each([
    ['message_not_found', 'messageGone'],
    ['is_archived', 'channelClosed'],
    ['token_revoked', 'notAuthorized'],
    ['missing_scope', 'notAuthorized'],
    ['invalid_blocks', 'rejected'],
    ['internal_error', 'unreachable'],
    ['ratelimited', 'later'],
    ['<html>Sign in to the network</html>', 'unreachable'],
  ])('with the code %s is %s', (code, why) => {
    const error = new webApi.WebAPIPlatformError({ ok: false, error: code });
    expect(failureOf(error, { writes: true, scope: 'method', timeScale: 1 })).toMatchObject({
      ok: false,
      why,
    });
  });

  it('for a wrong token needs somebody to act', async () => {
    const stranger = directly({ botToken: 'xoxb-wrong' });
    expect(await stranger.post(SUPPORT, message('x'))).toMatchObject({ why: 'notAuthorized' });
    expect(on.log.lines.join('\n')).not.toContain('xoxb-');
  });

  it('before Slack has said whose token it is waits, and nobody has to act', async () => {
    const early = directly({ works: () => null });
    expect(await early.post(SUPPORT, message('x'))).toMatchObject({ why: 'unreachable', maybeDone: false });
    const other = directly({ works: () => false });
    expect(await other.post(SUPPORT, message('x'))).toMatchObject({ why: 'notAuthorized' });
  });
});

function directly(options: {
  timeScale?: number;
  timeout?: number;
  apiUrl?: string;
  botToken?: string;
  works?: () => boolean | null;
}) {
  const { apiUrl, botToken } = on.sandbox;
  const reading = webClient(botToken, { apiUrl, timeout: 2_000, log: on.log, part: 'test' });
  return slackChat({
    installationId: INSTALLATION,
    works: () => true,
    botToken,
    apiUrl,
    timeScale: 1,
    log: on.log,
    people: new People(reading, on.log),
    removing: () => undefined,
    ...options,
  });
}
