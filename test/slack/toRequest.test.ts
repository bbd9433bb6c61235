import fc from 'fast-check';
import { buttonId, buttonValue, menuId, menuValue, readButton, readMenu } from '../../src/slack/buttonCodes';
import { commandWords } from '../../src/slack/commandWords';
import type { ClickPayload } from '../../src/slack/payloads';
import { mentionedUsers, plainWords } from '../../src/slack/slackWords';
import { clickRequest, submitRequest } from '../../src/slack/toRequest';
import { readMemory } from '../../src/slack/viewMemory';
import type { Button } from '../../src/ui/card';
import { cpuTime } from '../cpuTime';

const uuid = '0198f2a1-7c3d-7000-8000-00000000000';
const button = (action: string, input: Button['input']): Button => ({
  action,
  label: action,
  input,
  opens: 'form',
});

describe('a click', () => {
  it('carries back what the button was made with', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.oneof(fc.string(), fc.integer())), fc.nat(), (input, n) => {
        const made = button('assign', input);
        const read = readButton(buttonId(made, n), buttonValue(made));
        expect(read).toEqual({ action: 'assign', opens: 'form', input: { ...input } });
      }),
    );
  });

  it('on a menu does too, with ids that no option could hold', () => {
    const buttons = [
      button('assign', { conversation: `${uuid}1`, version: 3 }),
      button('history', { conversation: `${uuid}1`, version: 3, page: 2 }),
    ];
    const id = menuId(buttons, 4)!;
    expect(buttons.map((one) => readMenu(id, menuValue(one, buttons)!)?.input)).toEqual(
      buttons.map((one) => one.input),
    );
    expect(menuValue(buttons[1]!, buttons)!.length).toBeLessThanOrEqual(75);
  });

  it('whose entries share nothing is no menu', () => {
    const buttons = [
      button('take', { conversation: `${uuid}1` }),
      button('take', { conversation: `${uuid}2` }),
    ];
    expect(menuValue(buttons[0]!, buttons)!.length).toBeLessThanOrEqual(75);
    const long = buttons.map((one, n) => button('take', { ...one.input, other: `${uuid}${n}` }));
    expect(menuValue(long[0]!, long)).toBeNull();
  });

  it('has the same id for every delivery, and another for every click', () => {
    const payload = (at: string): ClickPayload => ({
      type: 'block_actions',
      user: { id: 'U1' },
      trigger_id: 't',
      actions: [{ type: 'button', action_id: 'do:take:n:1', action_ts: at, value: '{}' }],
    });
    const idOf = (at: string) => clickRequest(payload(at), 'T1')?.request.requestId;
    expect(idOf('1.5')).toBe('slack:T1:U1:1.5:do:take:n:1');
    expect(idOf('1.5')).toBe(idOf('1.5'));
    expect(idOf('1.6')).not.toBe(idOf('1.5'));
  });

  it.each([
    ['somebody else’s button', { action_id: 'foreign', value: 'x' }],
    ['a picker without a choice', { action_id: 'pick:mailbox:1' }],
    ['a field that is only filled in', { action_id: 'value' }],
  ])('on %s is none of ours', (_, action) => {
    const actions = [{ type: 'button', ...action }];
    const payload: ClickPayload = { type: 'block_actions', user: { id: 'U1' }, trigger_id: 't', actions };
    expect(clickRequest(payload, 'T1')).toBeNull();
  });

  it('with a damaged value is a click without input', () => {
    for (const value of ['', '{', '[1]', 'null', '"x"']) {
      expect(readButton('do:take:n:1', value)).toEqual({ action: 'take', opens: 'nothing', input: {} });
    }
  });
});

describe('what a modal remembers', () => {
  it('is empty when it is not ours, whatever it is', () => {
    for (const json of [undefined, '', '{', 'null', '[]', '"x"', '{"token":{"action":1}}']) {
      expect(readMemory(json)).toEqual({ token: null, channel: null, home: null });
    }
    const view = { id: 'V1', type: 'modal', private_metadata: '{"channel":"C1"}' };
    expect(submitRequest({ type: 'view_submission', user: { id: 'U1' }, view }, 'T1')).toBeNull();
  });
});

describe('the words of a command', () => {
  it.each([
    ['list', ['list']],
    ['  assign  142   <@U0ADA|ada>  ', ['assign', '142', { user: 'U0ADA' }]],
    ['assign 142 <@W0BEN> please call', ['assign', '142', { user: 'W0BEN' }, 'please', 'call']],
    ['note 1 "call her back" now', ['note', '1', 'call her back', 'now']],
    ['note 1 «à rappeler demain» “so be it”', ['note', '1', 'à rappeler demain', 'so be it']],
    ['note 1 «\u00a0à rappeler\u00a0»', ['note', '1', 'à rappeler']],
    ['note 1 5" nail and "never closed', ['note', '1', '5"', 'nail', 'and', '"never', 'closed']],
    ["qualify 1 l’Orage d'été", ['qualify', '1', 'l’Orage', "d'été"]],
    ['note a &amp; b &lt;c&gt;', ['note', 'a', '&', 'b', '<c>']],
    ['show <mailto:jo@example.org|jo@example.org>', ['show', 'jo@example.org']],
    [
      'show <#C0SUPPORT|support> <https://example.org/a?b=1>',
      ['show', '#support', 'https://example.org/a?b=1'],
    ],
    ['note 1 ""', ['note', '1', '']],
    ['', []],
  ])('%j', (typed, words) => {
    expect(commandWords(typed)).toEqual(words);
  });

  it('are found in whatever was typed, in no time', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('<', '>', '@', '"', '«', ' ', 'U1', '|', 'é', '<@U1>')),
        (parts) => {
          const words = commandWords(parts.join(''));
          expect(words.length).toBeLessThanOrEqual(parts.length);
        },
      ),
    );
    const took = cpuTime(() => {
      commandWords('<'.repeat(20_000));
      commandWords('"<a>'.repeat(5_000));
    });
    expect(took).toBeLessThan(2_000);
  });
});

describe('a message as plain words', () => {
  const nameOf = (user: string) => (user === 'U0ADA' ? 'Ada' : user);
  it.each([
    ['<@U0ADA> and <@U0BEN|ben>', '@Ada and @U0BEN'],
    ['<!here> <!channel|channel> <!subteam^S1|@support>', '@here channel @support'],
    [
      '<https://example.org/?a=1&amp;b=2> <https://example.org|our site>',
      'https://example.org/?a=1&b=2 our site (https://example.org)',
    ],
    ['<mailto:jo@example.org|jo@example.org>', 'jo@example.org'],
    ['a &lt;b&gt; &amp;amp; <#C1|general>', 'a <b> &amp; #general'],
  ])('%s', (text, words) => {
    expect(plainWords(text, nameOf)).toBe(words);
  });

  it('names everybody once', () => {
    expect(mentionedUsers('<@U1> <@U2|x> <@U1> <!here> &lt;@U3&gt;')).toEqual(['U1', 'U2']);
  });
});
