import { blocksByField, readForm } from '../../src/slack/readForm';
import { fieldId, renderForm } from '../../src/slack/renderForm';
import type { Field, Form } from '../../src/ui/form';
import { plain } from '../../src/ui/text';

const origin = { channel: 'C0SUPPORT', home: null };
const token = { action: 'assign', nonce: 'n1', conversationId: 'c1', seenVersion: 3 };
const draw = (fields: Field[], form: Partial<Form> = {}) =>
  renderForm(
    { title: 'Assign #142', submit: 'Assign', close: 'Cancel', intro: [], fields, token, ...form },
    origin,
  );
const options = (count: number) =>
  Array.from({ length: count }, (_, n) => ({ value: `v${n}`, label: `Label ${n}` }));
const element = (field: Field) =>
  (draw([field]).blocks[0] as unknown as { element: Record<string, unknown> }).element;

describe('a form as a modal', () => {
  it('looks like this', () => {
    expect(
      draw(
        [
          {
            kind: 'search',
            name: 'person',
            label: 'To whom',
            lookup: 'members',
            optional: false,
            placeholder: 'Type a name',
          },
          {
            kind: 'lines',
            name: 'note',
            label: 'Note',
            hint: 'Never sent outside.',
            maxLength: 9_000,
            optional: true,
          },
        ],
        { intro: [{ kind: 'text', text: plain('Somebody else is replying.') }] },
      ),
    ).toEqual({
      type: 'modal',
      callback_id: 'postroom',
      title: { type: 'plain_text', text: 'Assign #142', emoji: false },
      submit: { type: 'plain_text', text: 'Assign', emoji: false },
      close: { type: 'plain_text', text: 'Cancel', emoji: false },
      private_metadata: JSON.stringify({ token, ...origin }),
      blocks: [
        { type: 'section', text: { type: 'plain_text', text: 'Somebody else is replying.', emoji: false } },
        {
          type: 'input',
          block_id: 'field:person:',
          label: { type: 'plain_text', text: 'To whom', emoji: false },
          optional: false,
          element: {
            type: 'external_select',
            action_id: 'look:members',
            min_query_length: 0,
            placeholder: { type: 'plain_text', text: 'Type a name', emoji: false },
          },
        },
        {
          type: 'input',
          block_id: 'field:note:',
          label: { type: 'plain_text', text: 'Note', emoji: false },
          hint: { type: 'plain_text', text: 'Never sent outside.', emoji: false },
          optional: true,
          element: { type: 'plain_text_input', action_id: 'value', multiline: true, max_length: 3_000 },
        },
      ],
    });
  });

  it('cuts a long title with an ellipsis', () => {
    expect(draw([], { title: 'Assign the conversation #142' }).title.text).toBe('Assign the conversation…');
  });

  it('has a submit button as soon as there is something to fill in', () => {
    const field: Field = { kind: 'line', name: 'a', label: 'A', maxLength: 10, optional: true };
    expect(draw([field], { submit: null }).submit?.text).toBe('Cancel');
    expect(draw([], { submit: null }).submit).toBeUndefined();
  });

  it('offers up to a hundred choices at once, more in groups, none as a sentence', () => {
    const choice = (count: number): Field => ({
      kind: 'choice',
      name: 'q',
      label: 'Category',
      options: options(count),
      initial: 'v150',
      optional: false,
    });
    expect(element(choice(100))).toMatchObject({ type: 'static_select', options: { length: 100 } });
    expect(element(choice(100)).initial_option).toBeUndefined();
    expect(element(choice(250))).toMatchObject({
      option_groups: [
        { label: { text: 'Label 0 – Label 99' } },
        { label: { text: 'Label 100 – Label 199' } },
        { label: { text: 'Label 200 – Label 249' } },
      ],
      initial_option: { value: 'v150' },
    });
    expect(draw([choice(310)]).blocks[0]).toMatchObject({ hint: { text: '… (+10)' } });
    expect(draw([choice(0)]).blocks).toMatchObject([{ type: 'section', text: { text: 'Category: –' } }]);
  });

  it('checks up to ten things in boxes, more in a list', () => {
    const check = (count: number): Field => ({
      kind: 'check',
      name: 'c',
      label: 'Tell',
      options: options(count),
      initial: ['v1'],
      optional: true,
    });
    expect(element(check(10))).toMatchObject({ type: 'checkboxes', initial_options: [{ value: 'v1' }] });
    expect(element(check(11))).toMatchObject({ type: 'multi_static_select' });
  });

  it('refuses a token that Slack would cut, which is a bug of ours', () => {
    expect(() => draw([], { token: { ...token, nonce: 'x'.repeat(3_000) } })).toThrow(/too long for Slack/);
  });
});

describe('what was filled in', () => {
  const given = (values: Record<string, Record<string, unknown>>) => readForm({ state: { values } as never });

  it('comes back by field name, whatever the element', () => {
    expect(
      given({
        'field:note:': { value: { type: 'plain_text_input', value: 'Hello' } },
        'field:empty:': { value: { type: 'plain_text_input', value: null } },
        'field:person:ab12cd': {
          'look:members': { type: 'external_select', selected_option: { value: 'p1' } },
        },
        'field:nobody:': { value: { type: 'static_select', selected_option: null } },
        'field:tell:': { value: { type: 'checkboxes', selected_options: [{ value: 'a' }, { value: 'b' }] } },
        'field:none:': { value: { type: 'checkboxes', selected_options: [] } },
        foreign: { value: { type: 'plain_text_input', value: 'x' } },
      }),
    ).toEqual({ note: 'Hello', empty: null, person: 'p1', nobody: null, tell: ['a', 'b'], none: [] });
  });

  it('is kept by Slack under an id that changes only with what we fill in', () => {
    const field = (initial?: string): Field => ({
      kind: 'line',
      name: 'odd:name',
      label: 'A',
      maxLength: 10,
      optional: true,
      initial,
    });
    expect(fieldId(field())).toBe(fieldId(field()));
    expect(fieldId(field('a'))).not.toBe(fieldId(field('b')));
    const view = draw([field('a')]);
    expect([...blocksByField(view).keys()]).toEqual(['odd:name']);
  });
});
