import { limits } from '../../src/teams/limits';
import type { Card } from '../../src/ui/card';
import { plain } from '../../src/ui/text';
import { INSTALLATION, type Rehearsal, rehearse } from './rehearsal';

let on: Rehearsal;
let at: { installationId: string; channel: string };
beforeEach(async () => {
  on = await rehearse();
  at = { installationId: INSTALLATION, channel: on.channel('support') };
});
afterEach(() => on.stop());

const key = (n: number) => `01890a5d-ac96-774b-bcce-b302099a805${n}.1`;
const START = new Date(Date.now() - 60_000);

function card(words: string, heading = true): Card {
  const text = plain(words);
  return { summary: words, pieces: [heading ? { kind: 'heading', text } : { kind: 'text', text }] };
}

async function posted(words: string, n: number, thread: string | null = null): Promise<string> {
  const called = await on.chat.post(at, {
    card: card(words, thread === null),
    key: key(n),
    thread,
    broadcast: false,
  });
  if (!called.ok) throw new Error(JSON.stringify(called));
  return called.value.ts;
}

function shown(ts: string): string {
  return JSON.stringify(on.sandbox.message(at.channel, ts)?.card);
}

describe('posting', () => {
  test('given a root and an entry of its thread, then each stands where it belongs', async () => {
    const root = await posted('An email', 1);
    const entry = await posted('Its full text', 2, root);
    expect(on.sandbox.message(at.channel, root)?.root).toBeUndefined();
    expect(on.sandbox.message(at.channel, entry)).toMatchObject({ root, summary: 'Its full text' });
  });

  test('given it changed or has to go, then it is drawn again in place or removed, also a second time', async () => {
    const ts = await posted('Before', 1);
    expect(await on.chat.update(at, ts, card('After'), key(1))).toEqual({ ok: true, value: null });
    expect(shown(ts)).toContain('After');
    expect(await on.chat.remove(at, ts)).toEqual({ ok: true, value: null });
    expect(await on.chat.remove(at, ts)).toEqual({ ok: true, value: null });
    expect(await on.chat.update(at, ts, card('Again'), key(1))).toEqual({ ok: false, why: 'messageGone' });
  });

  test('given a way to another message, then it is a link that Teams opens', async () => {
    const ts = await posted('An email', 1);
    const pieces: Card['pieces'] = [
      { kind: 'text', text: [{ kind: 'message', text: 'Open in chat', channel: at.channel, ts }] },
    ];
    await on.chat.update(at, ts, { summary: 'x', pieces }, key(1));
    const url = `https://teams.microsoft.com/l/message/${encodeURIComponent(at.channel)}/${ts}?tenantId=${on.sandbox.tenantId}`;
    expect(shown(ts)).toContain(url);
    expect(shown(ts)).toContain(`parentMessageId=${ts}`);
  });

  test('given few members, then their clients are asked to refresh a card that can change, and no other', async () => {
    const root = await posted('An email', 1);
    const entry = await posted('Its full text', 2, root);
    const { members } = on.sandbox.channel('support');
    const refresh = (ts: string) =>
      on.sandbox.message(at.channel, ts)?.card?.refresh as { userIds: string[] } | undefined;
    expect(refresh(root)?.userIds).toHaveLength(members.length);
    expect(refresh(entry)).toBeUndefined();
    expect(members.length).toBeLessThan(limits.refreshUsers.max);
  });

  test('given Teams wants a pause, or the server breaks, then the pump is told', async () => {
    on.sandbox.faults({ add: [{ operation: 'postRoot', kind: '429', retryAfter: 7 }] });
    const call = () => on.chat.post(at, { card: card('x'), key: key(1), thread: null, broadcast: false });
    expect(await call()).toEqual({ ok: false, why: 'later', retryAfterMs: 7_000, scope: 'channel' });
    on.sandbox.faults({ add: [{ operation: 'postRoot', kind: '502' }] });
    expect(await call()).toMatchObject({ ok: false, why: 'unreachable', maybeDone: true });
  });

  test('given another installation, or a tenant to which nobody told the way, then nothing is sent', async () => {
    const elsewhere = { installationId: 'other', channel: at.channel };
    expect(
      await on.chat.post(elsewhere, { card: card('x'), key: key(1), thread: null, broadcast: false }),
    ).toMatchObject({ ok: false, why: 'notAuthorized' });
    const unknown = on.teams.chat({ ...on.installation(), id: 'i-2', team: 'another-tenant', reach: {} });
    expect(await unknown.openDirect('i-2', on.sandbox.as('ben').id)).toMatchObject({
      ok: false,
      why: 'channelClosed',
    });
  });
});

describe('a chat with one person', () => {
  test('given a notice and an answer to it, then both are messages there, as chats have no threads', async () => {
    const direct = await on.chat.openDirect(INSTALLATION, on.sandbox.as('ben').id);
    if (!direct.ok) throw new Error(JSON.stringify(direct));
    const to = { installationId: INSTALLATION, channel: direct.value.channel };
    const message = (n: number, thread: string | null) =>
      on.chat.post(to, { card: card(`Message ${n}`), key: key(n), thread, broadcast: false });
    const first = await message(1, null);
    if (!first.ok) throw new Error(JSON.stringify(first));
    expect(await message(2, first.value.ts)).toMatchObject({ ok: true });
    const said = on.sandbox.chat('ben')!.messages.map(({ summary, root }) => [summary, root]);
    expect(said).toEqual([
      ['Message 1', undefined],
      ['Message 2', undefined],
    ]);
  });

  test('given their Home, then it is drawn in place, and afresh at the bottom, once', async () => {
    const ben = on.sandbox.as('ben').id;
    const first = await on.chat.publishHome(INSTALLATION, ben, card('Home 1'), null, false);
    if (!first.ok) throw new Error(JSON.stringify(first));
    expect(await on.chat.publishHome(INSTALLATION, ben, card('Home 2'), first.value, false)).toEqual(first);
    const afresh = await on.chat.publishHome(INSTALLATION, ben, card('Home 3'), first.value, true);
    expect(afresh).not.toEqual(first);
    const standing = on.sandbox.chat('ben')!.messages.filter(({ deleted }) => !deleted);
    expect(standing.map(({ summary }) => summary)).toEqual(['Home 3']);
    await on.chat.remove({ ...at, channel: first.value!.channel }, standing[0]!.id);
    const again = await on.chat.publishHome(
      INSTALLATION,
      ben,
      card('Home 4'),
      { channel: first.value!.channel, ts: standing[0]!.id },
      false,
    );
    expect(again).toMatchObject({ ok: true });
  });
});

describe('reading back', () => {
  test('given a post after a crash, then it is found by its key, in the channel or in a thread', async () => {
    const root = await posted('An email', 1);
    const entry = await posted('Its full text', 2, root);
    expect(await on.chat.findPosted(at, key(1), null, START)).toEqual({ ok: true, value: { ts: root } });
    expect(await on.chat.findPosted(at, key(2), root, START)).toEqual({ ok: true, value: { ts: entry } });
    expect(await on.chat.findPosted(at, key(3), null, START)).toEqual({ ok: true, value: null });
  });

  test('given what people wrote while nobody heard them, then their words are found, without commands', async () => {
    const root = await posted('An email', 1);
    const since = new Date(Date.now() - 1_000).toISOString();
    on.sandbox.setEndpoint(null);
    const ben = on.sandbox.as('ben');
    await ben.message('support', 'Who knows <this> & @Ada Moreau?', { root });
    await ben.message('support', '@Postroom take 142', { root });
    await ben.message('support', '@Postroom this is for everybody', { root });
    expect(await on.chat.threadsSince(at, since)).toMatchObject({ ok: true, value: [{ thread: root }] });
    expect(await on.chat.repliesSince(at, root, since)).toMatchObject({
      ok: true,
      value: [
        { user: ben.id, authorName: 'Ben Okafor', text: 'Who knows <this> & @Ada Moreau?', edited: false },
        { text: '@Postroom this is for everybody' },
      ],
    });
  });

  test('given messages were deleted while nobody heard, then that is told, whoever deleted them', async () => {
    const root = await posted('An email', 1);
    const entry = await posted('Its full text', 2, root);
    const ben = on.sandbox.as('ben');
    const said = await ben.message('support', 'Never mind', { root });
    const since = new Date(Date.now() - 1_000).toISOString();
    on.sandbox.setEndpoint(null);
    await ben.delete('support', said.id!);
    await on.sandbox.as('ada').delete('support', entry);
    expect(await on.chat.repliesSince(at, root, since)).toMatchObject({
      ok: true,
      value: [
        { ts: entry, deleted: true, text: '' },
        { ts: said.id, deleted: true, text: '' },
      ],
    });
  });

  test('given it may not be read, then a post is not found, and what was said is said to be unknown', async () => {
    const root = await posted('An email', 1);
    on.sandbox.settings({ readsChannels: false });
    expect(await on.chat.findPosted(at, key(1), null, START)).toEqual({ ok: true, value: null });
    expect(await on.chat.threadsSince(at, START.toISOString())).toMatchObject({
      ok: false,
      why: 'notAuthorized',
    });
    expect(await on.chat.repliesSince(at, root, START.toISOString())).toMatchObject({
      ok: false,
      why: 'notAuthorized',
    });
  });

  test('given a chat with one person, then nothing can have been missed there', async () => {
    const direct = { installationId: INSTALLATION, channel: 'a:1somebody' };
    expect(await on.chat.threadsSince(direct, START.toISOString())).toEqual({ ok: true, value: [] });
    expect(await on.chat.findPosted(direct, key(1), null, START)).toEqual({ ok: true, value: null });
  });
});

describe('who somebody is', () => {
  test('given a member of a team, then their name and address; a guest’s address proves nothing', async () => {
    const profile = (name: string) =>
      on.teams.profileOf({ platform: 'teams', team: on.sandbox.tenantId, user: on.sandbox.as(name).id });
    expect(await profile('ada')).toMatchObject({ name: 'Ada Moreau', email: expect.stringContaining('@') });
    expect(await profile('gus')).toMatchObject({ name: 'Gus Lind', email: null });
    const nobody = '00000000-0000-4000-a000-000000000000';
    expect(
      await on.teams.profileOf({ platform: 'teams', team: on.sandbox.tenantId, user: nobody }),
    ).toBeNull();
  });
});
