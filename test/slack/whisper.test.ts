import { sentence } from '../../src/slack/fromReply';
import { webClient } from '../../src/slack/webClient';
import { type Listener, Whisper } from '../../src/slack/whisper';
import { plain } from '../../src/ui/text';
import { type Rehearsal, rehearse } from './rehearsal';

let on: Rehearsal;
let whisper: Whisper;
const told = sentence(plain('Archived.'));
const clara: Listener = {
  user: 'U0CLARA',
  channel: 'C0SUPPORT',
  thread: null,
  responseUrl: null,
  replaces: false,
};
const methods = () => on.sandbox.calls().map((call) => `${call.method} ${call.ok ? 'ok' : call.error}`);

beforeAll(async () => {
  on = await rehearse();
  const client = webClient(on.sandbox.botToken, {
    apiUrl: on.sandbox.apiUrl,
    timeout: 2_000,
    log: on.log,
    part: 'whisper',
  });
  whisper = new Whisper(client, on.sandbox.apiUrl, on.log);
});
afterAll(() => on.stop());
beforeEach(() => on.sandbox.clearCalls());
afterEach(() => on.sandbox.faults({ clear: true }));

const direct = (who: string) => {
  const { channels, messages } = on.sandbox.as(who).state;
  const dm = channels.find((one) => one.with === on.sandbox.botUserId);
  return dm ? (messages[dm.id] ?? []).map((message) => message.text) : [];
};

describe('a private answer', () => {
  it('is shown in the channel to that person alone', async () => {
    expect(await whisper.tell({ ...clara, user: 'U0BEN' }, told)).toBe(true);
    expect(on.sandbox.as('ben').state.ephemerals.at(-1)).toMatchObject({
      text: 'Archived.',
      channel: 'C0SUPPORT',
    });
    expect(on.sandbox.channel('support').messages).toHaveLength(0);
  });

  it('goes by DM to somebody who is not in the channel', async () => {
    expect(await whisper.tell(clara, told)).toBe(true);
    expect(direct('clara')).toEqual(['Archived.']);
    expect(methods()).toEqual([
      'chat.postEphemeral user_not_in_channel',
      'conversations.open ok',
      'chat.postMessage ok',
    ]);
  });

  it('tries the channel when the address of the click does not work any more', async () => {
    const responseUrl = `${on.sandbox.url}/response/expired`;
    expect(await whisper.tell({ ...clara, user: 'U0BEN', responseUrl }, told)).toBe(true);
    expect(methods()).toContain('chat.postEphemeral ok');
  });

  it('never calls an address that is not of Slack', async () => {
    const responseUrl = 'http://127.0.0.1:9/steal';
    expect(await whisper.tell({ ...clara, user: 'U0BEN', responseUrl }, told)).toBe(true);
    expect(on.log.lines.at(-1)).toContain('RangeError');
  });

  it('that no way can carry is an error in the log, without its words', async () => {
    on.sandbox.faults({
      add: [
        { method: 'chat.postEphemeral', kind: '500' },
        { method: 'conversations.open', kind: '500' },
      ],
    });
    expect(await whisper.tell(clara, told)).toBe(false);
    expect(on.log.lines.at(-1)).toMatch(/^error A private answer was lost/);
    expect(on.log.lines.join('\n')).not.toContain('Archived');
  });
});
