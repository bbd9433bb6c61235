import { readDataset } from '../../src/teams/inputIds';
import { readAction, readPickers } from '../../src/teams/readAction';
import { readForm } from '../../src/teams/readForm';
import { choicesOf } from '../../src/teams/renderChoices';
import { renderConfirm, renderErrors, renderForm } from '../../src/teams/renderForm';
import type { Field, Form } from '../../src/ui/form';
import { plain } from '../../src/ui/text';

const token = { action: 'assign', nonce: 'n1', conversationId: 'c1', seenVersion: 3 };
const person: Field = {
  kind: 'person',
  name: 'person',
  label: 'To whom',
  lookup: 'members',
  optional: false,
  placeholder: 'Type a name',
};
const note: Field = { kind: 'lines', name: 'note', label: 'Note', maxLength: 9_000, optional: true };
const form = (...fields: Field[]): Form => ({
  title: 'Assign #142',
  submit: 'Assign',
  close: 'Cancel',
  intro: [],
  fields,
  token,
});
const draw = (...fields: Field[]) => renderForm(form(...fields), { locale: 'en' });
const options = (count: number) =>
  Array.from({ length: count }, (_, n) => ({ value: `v${n}`, label: `Label ${n}` }));

describe('a form as a dialog', () => {
  it('looks like this', () => {
    expect(
      renderForm(
        {
          ...form(person, { ...note, hint: 'Never sent outside.' }),
          intro: [{ kind: 'text', text: plain('Somebody is replying.') }],
        },
        { locale: 'en' },
      ),
    ).toMatchObject({
      title: 'Assign #142',
      width: 520,
      card: {
        body: [
          { type: 'RichTextBlock', inlines: [{ text: 'Somebody is replying.' }] },
          {
            type: 'Input.ChoiceSet',
            id: 'in:person:person',
            label: 'To whom',
            choices: [],
            'choices.data': { type: 'Data.Query', dataset: 'graph.microsoft.com/users' },
            placeholder: 'Type a name',
            isRequired: true,
            errorMessage: 'This is needed.',
          },
          { type: 'Input.Text', id: 'in:lines:note', label: 'Note', isMultiline: true, maxLength: 4_000 },
          { type: 'RichTextBlock', inlines: [{ text: 'Never sent outside.', isSubtle: true }] },
        ],
        actions: [
          {
            type: 'Action.Submit',
            title: 'Assign',
            style: 'positive',
            data: { token, fields: ['in:person:person', 'in:lines:note'] },
          },
        ],
      },
    });
  });

  it('has no button when there is nothing to send', () => {
    expect(renderForm({ ...form(), submit: null }, { locale: 'en' }).card.actions).toBeUndefined();
  });

  it('draws buttons inside it as submits that need no field', () => {
    const buttons = ['older', 'newer'].map((label) => ({
      action: 'historyPage',
      label,
      input: { page: 2 },
      opens: 'page' as const,
    }));
    const { card } = renderForm(
      { ...form(), submit: null, intro: [{ kind: 'buttons', buttons }] },
      { locale: 'en' },
    );
    const [action] = card.body[0]!.actions as Record<string, unknown>[];
    expect(action).toEqual({
      type: 'Action.Submit',
      title: 'older',
      data: { post: null, action: 'historyPage', input: { page: 2 } },
      associatedInputs: 'none',
    });
  });

  it('opens three choices, folds more, searches many, and says how many it leaves out', () => {
    const choice = (count: number): Field => ({
      kind: 'choice',
      name: 'q',
      label: 'Category',
      options: options(count),
      initial: 'v1',
      optional: true,
    });
    const input = (count: number) => draw(choice(count)).card.body[0]!;
    expect(input(3)).toMatchObject({ style: 'expanded', value: 'v1' });
    expect(input(4)).toMatchObject({ style: 'compact' });
    expect(input(40)).toMatchObject({ style: 'filtered' });
    expect(draw(choice(130)).card.body[1]).toMatchObject({ inlines: [{ text: '… (+30)' }] });
    expect(draw(choice(0)).card.body).toMatchObject([{ inlines: [{ text: 'Category: –' }] }]);
  });

  it('asks for options of a search with the conversation', () => {
    const { card } = draw({ kind: 'search', name: 's', label: 'Record', lookup: 'records', optional: true });
    const { dataset } = (card.body[0] as never as { 'choices.data': { dataset: string } })['choices.data'];
    expect(readDataset(dataset)).toEqual({ lookup: 'records', conversationId: 'c1' });
    for (const foreign of ['', 'graph.microsoft.com/users', 'postroom:a b:c', 'postroom::c'])
      expect(readDataset(foreign)).toBeNull();
  });

  it('refuses a token that is too long, which is a bug of ours', () => {
    const long = { ...form(), token: { ...token, nonce: 'x'.repeat(3_000) } };
    expect(() => renderForm(long, { locale: 'en' })).toThrow(/too long for Teams/);
  });
});

describe('a form with something wrong', () => {
  it('keeps what was filled in and says at each field what is wrong, the rest above', () => {
    const values = { note: 'Please', person: { user: 'aad-1' } };
    const errors = { person: 'No member.', other: 'Too late.' };
    const { card } = renderErrors(form(person, note), values, errors, 'en');
    expect(card.body).toMatchObject([
      { inlines: [{ text: 'Too late.', color: 'Attention' }] },
      { id: 'in:person:person', value: 'aad-1' },
      { inlines: [{ text: 'No member.', color: 'Attention' }] },
      { id: 'in:lines:note', value: 'Please' },
    ]);
  });

  it('empties what was emptied', () => {
    const { card } = renderErrors(form({ ...note, initial: 'before' }), { note: null }, {}, 'en');
    expect(card.body[0]!.value).toBeUndefined();
  });
});

describe('what was filled in', () => {
  const fields = [
    'in:line:title',
    'in:lines:empty',
    'in:person:known',
    'in:person:picked',
    'in:check:tell',
    'in:check:none',
    'foreign',
  ];

  it('comes back by field name; left empty is null', () => {
    expect(
      readForm({
        token,
        fields,
        'in:line:title': 'Kettle',
        'in:person:known': 'person:p1',
        'in:person:picked': 'AB12-CD',
        'in:check:tell': 'a%2Cb,c',
        'in:line:notAsked': 'x',
      }),
    ).toEqual({
      token,
      values: {
        title: 'Kettle',
        empty: null,
        known: 'p1',
        picked: { user: 'ab12-cd' },
        tell: ['a,b', 'c'],
        none: null,
      },
    });
  });

  it('goes out and comes back the same', () => {
    const { card } = draw(
      { ...note, initial: '**kept** <at>x</at> {{DATE(x)}}' },
      { ...person, initial: { value: 'p1', label: 'Ada' } },
      {
        kind: 'check',
        name: 'c',
        label: 'C',
        optional: true,
        options: [{ value: 'a,b', label: 'A' }],
        initial: ['a,b'],
      },
    );
    const inputs = Object.fromEntries(
      card.body.flatMap((element) => (element.id ? [[element.id, element.value]] : [])),
    );
    const { data } = card.actions![0] as never as { data: object };
    expect(readForm({ ...data, ...inputs })?.values).toEqual({
      note: '**kept** <at>x</at> {{DATE(x)}}',
      person: 'p1',
      c: ['a,b'],
    });
  });

  it.each([
    null,
    'x',
    {},
    { token: {}, fields: [] },
    { token, fields: 'in:line:a' },
    { token: { ...token, nonce: 1 }, fields: [] },
  ])('is nothing when it is not ours: %j', (foreign) => {
    expect(readForm(foreign)).toBeNull();
  });

  it('cannot name what every object has', () => {
    const read = readForm({ token, fields: ['in:line:__proto__', 'in:line:a'], 'in:line:__proto__': 'x' });
    expect(read?.values.a).toBeNull();
    expect(Object.getPrototypeOf(read?.values)).toBe(Object.prototype);
  });
});

describe('what a button carries', () => {
  it.each([
    null,
    'x',
    [],
    {},
    { action: 'take' },
    { action: 'take', input: { a: { b: 1 } } },
    { action: '', input: {} },
    { action: 'x'.repeat(200), input: {} },
    { post: 7, action: 'take', input: {} },
  ])('is nothing when it is not ours: %j', (foreign) => {
    expect(readAction(foreign)).toBeNull();
  });

  it('comes without what Teams adds', () => {
    const read = readAction({
      msteams: { type: 'task/fetch' },
      post: 'k',
      action: 'read',
      input: { a: 1 },
      type: 'x',
    });
    expect(read).toEqual({ post: 'k', action: 'read', input: { a: 1 }, confirm: null });
  });

  it('brings what is chosen in the pickers', () => {
    expect(
      readPickers({ 'in:picker:mailbox': 'm1', 'in:picker:language': '', 'in:line:a': 'x', post: 'k' }),
    ).toEqual({
      mailbox: 'm1',
    });
    expect(readPickers(null)).toEqual({});
  });

  it('is asked first when it says so, and then comes without the question', () => {
    const pressed = { post: 'k', action: 'delete', input: { conversation: 'c1' } };
    const confirm = { title: 'Delete?', text: 'To the trash.', yes: 'Delete', no: 'Keep', danger: true };
    const dialog = renderConfirm({ ...pressed, confirm });
    const [yes] = dialog!.card.actions!;
    expect(yes).toMatchObject({ title: 'Delete', style: 'destructive' });
    expect(readAction(yes!.data)).toEqual({ ...pressed, confirm: null });
    expect(renderConfirm({ ...pressed, confirm: null })).toBeNull();
  });
});

describe('choices', () => {
  test('given one of which nothing can be seen, then it has a title all the same: Teams takes none without', () => {
    const options = [{ value: 'a', label: '\u0000', detail: '\u0007' }];
    expect(choicesOf(options, 5)).toEqual([{ title: '–', value: 'a' }]);
  });
});
