import { dialogSize } from '../../src/teams/dialogSize';
import type { Piece } from '../../src/ui/card';
import type { Field, Form } from '../../src/ui/form';
import { plain } from '../../src/ui/text';

const form = (intro: Piece[], fields: Field[] = []): Form => ({
  title: 'A dialog',
  submit: fields.length > 0 ? 'Send' : null,
  close: 'Close',
  intro,
  fields,
  token: { action: 'assign', nonce: 'n', conversationId: null, seenVersion: null },
});
const line: Piece = { kind: 'text', text: plain('One sentence.') };
const body = (lines: number): Piece => ({ kind: 'body', text: 'word\n'.repeat(lines) });
const field: Field = { name: 'a', label: 'A', optional: false, kind: 'line', maxLength: 10 };

test('a page is as high as what it says, between a fifth and the whole of a screen', () => {
  expect(dialogSize(form([line]))).toEqual({ height: 180, width: 520 });
  const short = dialogSize(form([body(5)]));
  const longer = dialogSize(form([body(15)]));
  expect(short.width).toBe(720);
  expect(longer.height).toBeGreaterThan(short.height);
  expect(dialogSize(form([body(500)])).height).toBe(640);
});

test('a form has room for its fields, and for the list that a picker opens', () => {
  const plainForm = dialogSize(form([], [field, field, field]));
  const picker: Field = { name: 'p', label: 'P', optional: false, kind: 'search', lookup: 'people' };
  const picking = dialogSize(form([], [field, field, picker]));
  expect(plainForm.height).toBeGreaterThanOrEqual(240);
  expect(picking.height).toBeGreaterThan(plainForm.height);
  expect(picking.width).toBe(520);
});
