import type { Locale } from '../locales/locale';
import type { Piece } from '../ui/card';
import { cut } from '../ui/cut';
import type { Field, FieldValue, FieldValues, Form } from '../ui/form';
import { plain } from '../ui/text';
import { type Action, type AdaptiveCard, type Element, jsonBytes } from './cardJson';
import { dialogSize } from './dialogSize';
import { inert } from './escape';
import { limits } from './limits';
import type { PressedAction } from './readAction';
import { title } from './renderButtons';
import { frame } from './renderCard';
import { type FieldRoom, fieldId, renderField, wrong } from './renderFields';
import { renderPieces } from './renderPieces';

/** What a dialog shows: the `value` of `{ task: { type: 'continue' } }`, its card still to be wrapped as an attachment. */
export interface Dialog {
  title: string;
  /** Pixels. */
  height: number;
  width: number;
  card: AdaptiveCard;
}

export interface FormOptions {
  /** Of the person: only for what the client says by itself about an empty field. */
  locale: Locale;
  /** Sentences at their fields. */
  errors?: Record<string, string>;
  /** Accounts of the platform that were picked before, by field. */
  accounts?: Record<string, string>;
}

const FRAME_BYTES = 800;
const ROOMS: readonly FieldRoom[] = [
  { options: limits.choices.max, text: limits.inputText.max },
  { options: 40, text: 1500 },
  { options: limits.searchOptions.max, text: 300 },
  { options: 5, text: 60 },
];

/** A form or page as a dialog. Pages have no button: the dialog's own cross closes them. */
export function renderForm(form: Form, options: FormOptions): Dialog {
  const fallbackText = inert(form.title, limits.summary.max) || '–';
  const actions = submitOf(form);
  const room = limits.cardBytes.max - FRAME_BYTES - jsonBytes(actions) - jsonBytes(fallbackText);
  const fields = fittingFields(form, options, room);
  const intro = renderPieces(form.intro, room - jsonBytes(fields), { kind: 'dialog' });
  return {
    title: cut(form.title.replace(/\s+/g, ' ').trim(), limits.dialogTitle.max) || '–',
    ...dialogSize(form),
    card: frame(fallbackText, [...intro, ...fields], actions),
  };
}

/** The form once more, with what the person filled in and a sentence at each wrong field. */
export function renderErrors(
  form: Form,
  values: FieldValues,
  errors: Record<string, string>,
  locale: Locale,
): Dialog {
  const fields = form.fields.map((field) => filledIn(field, own(values, field.name)));
  return renderForm({ ...form, fields }, { locale, errors, accounts: accountsIn(values) });
}

/** Something to read in a dialog that has no form: a sentence, a list. */
export function renderPage(page: { title: string; pieces: Piece[] }): Dialog {
  const token = { action: '', nonce: '', conversationId: null, seenVersion: null };
  const form: Form = { title: page.title, submit: null, close: '', intro: page.pieces, fields: [], token };
  return renderForm(form, { locale: 'en' });
}

/** Asks before a button counts: yes sends what the button carried, without the question. */
export function renderConfirm(pressed: PressedAction): Dialog | null {
  const { confirm, ...carried } = pressed;
  if (!confirm) return null;
  const intro = renderPieces([{ kind: 'text', text: plain(confirm.text) }], limits.cardBytes.max / 2, {
    kind: 'dialog',
  });
  const style = confirm.danger ? 'destructive' : 'positive';
  const yes: Action = { type: 'Action.Submit', title: title(confirm.yes), style, data: carried };
  return {
    title: cut(confirm.title, limits.dialogTitle.max) || '–',
    height: 180,
    width: 440,
    card: frame(inert(confirm.title, limits.summary.max) || '–', intro, [yes]),
  };
}

function submitOf(form: Form): Action[] {
  const label = form.submit ?? (form.fields.length > 0 ? form.close : null);
  if (label === null) return [];
  const size = JSON.stringify(form.token).length;
  if (size > limits.formToken.max) throw new RangeError(`The form's token is too long for Teams (${size}).`);
  const data = { token: form.token, fields: form.fields.map(fieldId) };
  return [{ type: 'Action.Submit', title: title(label), style: 'positive', data }];
}

function fittingFields(
  form: Form,
  { locale, errors = {}, accounts = {} }: FormOptions,
  bytes: number,
): Element[] {
  const names = new Set(form.fields.map((field) => field.name));
  // A sentence about something that the form does not ask for must not be lost.
  const lost = Object.entries(errors).flatMap(([name, error]) => (names.has(name) ? [] : [error]));
  const above = wrong(lost.join(' '));
  let elements: Element[] = [];
  for (const room of ROOMS) {
    elements = form.fields.flatMap((field) =>
      renderField(field, {
        conversationId: form.token.conversationId,
        locale,
        error: own(errors, field.name),
        account: own(accounts, field.name),
        room,
      }),
    );
    if (jsonBytes(elements) <= bytes / 2) break;
  }
  return above ? [above, ...elements] : elements;
}

/** What a client sends may name anything, `toString` too. */
function own<T>(record: Record<string, T>, name: string): T | undefined {
  return Object.hasOwn(record, name) ? record[name] : undefined;
}

/** The field with what was filled in. Of a search only the value comes back, so its words are those that we knew. */
function filledIn(field: Field, value: FieldValue | undefined): Field {
  if (value === undefined) return field;
  const words = typeof value === 'string' ? value : undefined;
  switch (field.kind) {
    case 'line':
    case 'lines':
    case 'choice':
      return { ...field, initial: words };
    case 'check':
      return { ...field, initial: Array.isArray(value) ? value : undefined };
    case 'search':
    case 'person': {
      if (words === undefined || field.initial?.value === words) {
        return { ...field, initial: words === undefined ? undefined : field.initial };
      }
      return { ...field, initial: { value: words, label: words } };
    }
  }
}

function accountsIn(values: FieldValues): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) =>
      typeof value === 'object' && value !== null && 'user' in value ? [[name, value.user]] : [],
    ),
  );
}
