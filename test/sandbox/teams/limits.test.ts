import { LIMITS, type LimitName } from '../../../sandbox/teams/limits';
import { card, type Rehearsal, rehearse, text, thread, withCard } from './recordingBot';

type Json = Record<string, unknown>;

const button = (more: Json = {}): Json => ({ type: 'Action.Execute', title: 'Go', verb: 'go', ...more });
const input = (more: Json = {}): Json => ({ type: 'Input.Text', id: 'name', label: 'Name', ...more });

let on: Rehearsal;
beforeAll(async () => {
  on = await rehearse({ enforceRateLimits: false });
});
afterAll(() => on.close());

const post = (activity: Json) => on.call('POST', '/connector/v3/conversations', thread(on.support, activity));
const refused = async (content: Json): Promise<string> => {
  const { status, json } = await post(withCard(content));
  expect(status).toBe(400);
  expect(json.error?.code).toBe('BadSyntax');
  return String(json.error?.message);
};

describe('numbers', () => {
  const tested = new Set<LimitName>();
  const limit = (name: LimitName) => {
    tested.add(name);
    return LIMITS[name].max;
  };

  test('the bytes of an activity', async () => {
    const max = limit('activityBytes');
    const empty = JSON.stringify(thread(on.support, { type: 'message', text: '' })).length;
    const fits = await post({ type: 'message', text: 'x'.repeat(max - empty) });
    expect(fits.status).toBe(201);
    const over = await post({ type: 'message', text: 'x'.repeat(max - empty + 1) });
    expect(over).toMatchObject({ status: 413, json: { error: { code: 'MessageSizeTooBig' } } });
    // Octets, not letters.
    expect((await post({ type: 'message', text: 'é'.repeat(max - empty - 10) })).status).toBe(413);
  });

  test('the version of a card', async () => {
    expect(limit('cardVersion')).toBe(1.5);
    expect(await refused(card([text('x')], [], { version: '1.6' }))).toContain('$.version');
    expect(await refused(card([text('x')], [], { version: 'new' }))).toContain('$.version');
  });

  test('primary actions; the rest stand behind the dots', async () => {
    const most = Array.from({ length: limit('primaryActions') }, () => button());
    const more = [...most, button({ mode: 'secondary' }), button({ mode: 'secondary' })];
    expect((await post(withCard(card([text('x')], more)))).status).toBe(201);
    expect(await refused(card([text('x')], [...most, button()]))).toContain('$.actions: at most 6');
    const inBody = card([{ type: 'ActionSet', actions: [...most, button()] }]);
    expect(await refused(inBody)).toContain('$.body[0].actions: at most 6');
  });

  test('people of a refresh', async () => {
    const refresh = (userIds: string[]) => card([text('x')], [], { refresh: { action: button(), userIds } });
    const max = limit('refreshUserIds');
    const ids = Array.from({ length: max }, (_, n) => `29:${n}`);
    expect((await post(withCard(refresh(ids)))).status).toBe(201);
    expect(await refused(refresh([...ids, '29:x']))).toContain('$.refresh.userIds: at most 60');
    expect(await refused(refresh([on.teams.as('ada').id]))).toContain('"29:…" ids');
  });

  test('choices of a typeahead: what is over is not shown', async () => {
    const max = limit('searchResults');
    const list = input({
      type: 'Input.ChoiceSet',
      style: 'filtered',
      choices: [],
      'choices.data': { type: 'Data.Query', dataset: 'labels' },
    });
    const { json } = await post(withCard(card([list])));
    expect(json.error).toBeUndefined();
    const results = Array.from({ length: max + 5 }, (_, n) => ({ title: `${n}`, value: `${n}` }));
    on.bot.answer = () => ({
      json: { statusCode: 200, type: 'application/vnd.microsoft.search.searchResponse', value: { results } },
    });
    const at = { place: on.support, message: String(json.activityId) };
    const { options } = await on.teams.as('ada').search('name', '', at);
    expect(options).toHaveLength(max);
    on.bot.answer = () => ({});
  });

  test('pages of members and of messages', async () => {
    const tooMany = `/connector/v3/conversations/${on.support}/pagedmembers?pageSize=0`;
    expect((await on.call('GET', tooMany)).status).toBe(400);
    expect(limit('pageOfMembers')).toBe(500);
    const [team] = on.teams.as('ada').state.teams;
    const messages = `/graph/v1.0/teams/${team?.groupId}/channels/${on.support}/messages`;
    const over = `${messages}?$top=${limit('graphTop') + 1}`;
    expect((await on.call('GET', over, undefined, { token: await on.token('graph') })).status).toBe(400);
    while (on.teams.channel('support').messages.length <= limit('graphPage'))
      await post(withCard(card([text('x')])));
    const { json } = await on.call('GET', messages, undefined, { token: await on.token('graph') });
    expect(json.value).toHaveLength(LIMITS.graphPage.max);
    expect(json['@odata.nextLink']).toContain('$skiptoken');
  });

  test('no limit is without a test, here or elsewhere', () => {
    const elsewhere: LimitName[] = ['answerMs', 'perSecondInTenant', 'tokenSeconds'];
    expect(new Set([...tested, ...elsewhere])).toEqual(new Set(Object.keys(LIMITS)));
  });
});

describe('the form of a card', () => {
  test('given every element and action of 1.5 that Postroom could use, the card is taken', async () => {
    const rich = card(
      [
        { type: 'RichTextBlock', inlines: ['plain', { type: 'TextRun', text: 'bold', weight: 'Bolder' }] },
        { type: 'ColumnSet', columns: [{ type: 'Column', width: 'auto', items: [text('x')] }] },
        { type: 'Container', style: 'emphasis', items: [text('x')], bleed: true },
        { type: 'FactSet', facts: [{ title: 'Owner', value: 'Ada' }] },
        {
          type: 'Table',
          columns: [{ width: 1 }],
          rows: [{ type: 'TableRow', cells: [{ type: 'TableCell', items: [] }] }],
        },
        { type: 'Image', url: 'https://example.com/x.png', altText: 'x' },
        input({ isMultiline: true, isRequired: true, errorMessage: 'Say it.' }),
        { type: 'Input.ChoiceSet', id: 'c', choices: [{ title: 'A', value: 'a' }] },
        { type: 'Input.Toggle', id: 't', title: 'On' },
        { type: 'Input.Date', id: 'd' },
        { type: 'Input.Time', id: 'h' },
        { type: 'Input.Number', id: 'n', min: 1 },
      ],
      [
        button({ fallback: { type: 'Action.Submit', title: 'Go', data: {} } }),
        { type: 'Action.Submit', title: 'Ask', data: { msteams: { type: 'task/fetch' } } },
        { type: 'Action.OpenUrl', title: 'See', url: 'https://example.com' },
        { type: 'Action.ToggleVisibility', title: 'More', targetElements: ['x'] },
        { type: 'Action.ShowCard', title: 'Show', card: card([text('inside')]) },
      ],
      { msteams: { width: 'Full' } },
    );
    expect((await post(withCard(rich))).json.error).toBeUndefined();
  });

  test.each<[string, Json, string]>([
    ['an unknown element', card([{ type: 'Carousel' }]), '$.body[0].type'],
    [
      'an unknown property, deep inside',
      card([{ type: 'Container', items: [{ ...text('x'), bold: true }] }]),
      '$.body[0].items[0].bold',
    ],
    ['an unknown action', card([text('x')], [{ type: 'Action.Http', title: 'x' }]), '$.actions[0].type'],
    ['something that is no action', card([text('x')], [text('x')]), '$.actions[0]: must be an action'],
    [
      'a wrong value, which Microsoft’s parser finds',
      card([{ ...text('x'), size: 'huge' }]),
      'Invalid value "huge"',
    ],
    ['text that is none', card([{ type: 'TextBlock', text: 7 }]), '$.body[0].text'],
    ['an input without id', card([input({ id: undefined })]), '$.body[0].id'],
    ['two inputs of one id', card([input(), input()]), '$.body[1].id'],
    [
      'a required input without label',
      card([input({ label: undefined, isRequired: true })]),
      '$.body[0].label',
    ],
    [
      'a choice without value',
      card([{ type: 'Input.ChoiceSet', id: 'c', choices: [{ title: 'A' }] }]),
      '$.body[0].choices[0]',
    ],
    [
      'a query without dataset',
      card([{ type: 'Input.ChoiceSet', id: 'c', 'choices.data': { type: 'Data.Query' } }]),
      '$.body[0].choices.data',
    ],
    [
      'an address that runs code',
      card([text('x')], [{ type: 'Action.OpenUrl', title: 'x', url: 'javascript:x' }]),
      '$.actions[0].url',
    ],
    [
      'a fallback that is no action',
      card([text('x')], [button({ fallback: { type: 'TextBlock', text: 'x' } })]),
      '$.actions[0].fallback',
    ],
    ['a fact without value', card([{ type: 'FactSet', facts: [{ title: 'x' }] }]), '$.body[0].facts[0]'],
    [
      'a refresh that is no Execute',
      card([text('x')], [], { refresh: { action: { type: 'Action.Submit' } } }),
      '$.refresh.action',
    ],
    ['sign-in', card([text('x')], [], { authentication: { text: 'x' } }), '$.authentication'],
    ['no card at all', { type: 'HeroCard' }, '$.type'],
  ])('refuses %s', async (_, content, path) => {
    expect(await refused(content)).toContain(path);
  });

  test('mentions need their words and a person', async () => {
    const { mri, name } = on.teams.as('ben').state.me;
    const mention = (words: string, id: string) =>
      card([text(words)], [], {
        msteams: { entities: [{ type: 'mention', text: `<at>${name}</at>`, mentioned: { id, name } }] },
      });
    const { json } = await post(withCard(mention(`Hi <at>${name}</at>`, mri)));
    expect(on.teams.message(on.support, String(json.activityId))?.mentions).toEqual([on.teams.as('ben').id]);
    expect(on.teams.mentions()).toContainEqual({
      place: on.support,
      message: json.activityId,
      target: on.teams.as('ben').id,
    });
    expect(await refused(mention('Hi', mri))).toContain('does not stand in the text');
    expect(await refused(mention(`Hi <at>${name}</at>`, '29:nobody'))).toContain('mentioned.id');
    const words = await post({ type: 'message', text: `<at>${name}</at>` });
    expect(on.teams.message(on.support, String(words.json.activityId))?.mentions).toEqual([]);
  });

  test.each<[string, Json]>([
    ['neither text nor card', { type: 'message' }],
    ['another kind of activity', { type: 'event', text: 'x' }],
    ['another kind of attachment', { type: 'message', attachments: [{ contentType: 'image/png' }] }],
    ['two cards', { type: 'message', attachments: [{}, {}] }],
    ['an unknown text format', { type: 'message', text: 'x', textFormat: 'html' }],
  ])('refuses a message with %s', async (_, activity) => {
    expect((await post(activity)).status).toBe(400);
  });
});
