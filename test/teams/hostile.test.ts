import fc from 'fast-check';
import markdownIt from 'markdown-it';
import { type CardPlace, checkCard } from '../../sandbox/teams/cards/checkCard';
import { type AdaptiveCard, jsonBytes } from '../../src/teams/cardJson';
import { limits } from '../../src/teams/limits';
import { keyOfCard, renderCard, summaryOf, withRefresh } from '../../src/teams/renderCard';
import { type Dialog, renderErrors, renderForm } from '../../src/teams/renderForm';
import type { FieldValues, Form } from '../../src/ui/form';
import { cards, forms } from '../ui/arbitraries';

type Json = Record<string, unknown>;
const KEY = '01989a5e-7e1c-7c3a-8b00-000000000001.1';

/** Every object inside, at any depth. */
function objects(value: unknown): Json[] {
  if (Array.isArray(value)) return value.flatMap(objects);
  if (typeof value !== 'object' || value === null) return [];
  return [value as Json, ...Object.values(value).flatMap(objects)];
}

const ALLOWED = new Set([
  ...['AdaptiveCard', 'TextBlock', 'RichTextBlock', 'TextRun', 'Container', 'ColumnSet', 'Column'],
  ...['ActionSet', 'Action.Submit', 'Action.Execute', 'Input.Text', 'Input.ChoiceSet', 'Data.Query'],
  'task/fetch',
]);
/** The one kind of macro that we write ourselves, with nothing from outside in it. */
const OUR_TIME =
  /\{\{(?:DATE\(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ, SHORT\)|TIME\(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ\))\}\}/g;

/** As the official renderer uses it, and as a client that makes links of everything might. */
const RENDERERS = [markdownIt(), markdownIt({ linkify: true })];
const PLAIN_HTML = /<\/?p>|\n/g;

/** What Markdown makes of words that should stay words. */
function formats(text: string): string[] {
  return RENDERERS.map((renderer) => renderer.render(text).replace(PLAIN_HTML, '')).filter((html) =>
    /<(?!at\b)/.test(html),
  );
}

/** The strings that clients read as Markdown: text blocks, and the titles of boxes and of choices that stand open. */
function markdownIn(one: Json): string[] {
  if (one.type === 'TextBlock') return [String(one.text)];
  if (one.type === 'Input.ChoiceSet' && one.style === 'expanded')
    return (one.choices as Json[]).map((choice) => String(choice.title));
  return [];
}

/** Strings that are shown; the values of inputs are not read as anything. */
function shown(one: Json): string[] {
  return ['text', 'title', 'label', 'placeholder', 'errorMessage', 'fallbackText'].flatMap((key) =>
    typeof one[key] === 'string' && one.type !== undefined ? [String(one[key])] : [],
  );
}

/** What Teams would bring to life. */
function alive(card: AdaptiveCard): string[] {
  const found: string[] = [];
  for (const one of objects({ ...card, data: null })) {
    if (typeof one.type === 'string' && !ALLOWED.has(one.type)) found.push(`element ${one.type}`);
    if (one.entities !== undefined) found.push('mentions');
    if (one.selectAction !== undefined || one.url !== undefined) found.push('a link');
    for (const text of markdownIn(one)) {
      for (const html of formats(text)) found.push(`${html.slice(0, 80)} from ${text.slice(0, 60)}`);
    }
    for (const text of shown(one)) {
      const rest = text.replace(OUR_TIME, '');
      if (/\{\{|\$\{/.test(rest)) found.push(`macro in ${rest.slice(0, 60)}`);
      if (/<\/?\s*at\b/i.test(rest)) found.push(`mention in ${rest.slice(0, 60)}`);
      if (/\]\(/.test(rest)) found.push(`link in ${rest.slice(0, 60)}`);
    }
  }
  return found;
}

function problems(card: AdaptiveCard, place: CardPlace): string[] {
  const found = checkCard(JSON.parse(JSON.stringify(card)), place, () => false);
  if (jsonBytes(card) > limits.cardBytes.max) found.push(`${jsonBytes(card)} bytes`);
  for (const one of objects(card)) {
    const actions = Array.isArray(one.actions) ? (one.actions as Json[]) : [];
    const primary = actions.filter((action) => action.mode !== 'secondary').length;
    if (primary > limits.primaryActions.max) found.push(`${primary} primary actions`);
    if (one.type === 'ActionSet' && actions.length === 0) found.push('no actions');
    if (one.type === 'RichTextBlock' && (one.inlines as unknown[]).length === 0) found.push('hollow text');
    if (String(one.type).startsWith('Action.') && !one.title) found.push('an action without words');
    if (String(one.type).startsWith('Input.') && !one.label) found.push('an input without a label');
  }
  const ids = objects(card).flatMap((one) => (typeof one.id === 'string' ? [one.id] : []));
  if (new Set(ids).size !== ids.length) found.push(`ids twice: ${ids}`);
  return found;
}

/** Half a character: clients show a replacement mark, and a cut made it. */
const TORN = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;

/** A card has each picker once. */
const oncePicked = cards.map((card) => {
  const first = card.pieces.findIndex((piece) => piece.kind === 'picker');
  return { ...card, pieces: card.pieces.filter((piece, n) => piece.kind !== 'picker' || n === first) };
});

describe('whatever a card says', () => {
  it('it keeps every limit, brings nothing to life and says whose it is', () => {
    fc.assert(
      fc.property(oncePicked, (card) => {
        const rendered = renderCard(card, KEY);
        expect(problems(rendered, 'message')).toEqual([]);
        expect(alive(rendered)).toEqual([]);
        expect(JSON.stringify(rendered)).not.toMatch(TORN);
        expect(keyOfCard(JSON.parse(JSON.stringify(rendered)))).toBe(KEY);
        expect(summaryOf(card)).not.toMatch(/<\/?at|\{\{/i);
        expect(summaryOf(card).length).toBeGreaterThan(0);
      }),
      { numRuns: 200 },
    );
  }, 60_000);

  it('it keeps them with the people for whom it is drawn afresh', () => {
    const users = Array.from({ length: 60 }, (_, n) => `29:1${'x'.repeat(90)}${n}`);
    fc.assert(
      fc.property(oncePicked, (card) => {
        expect(problems(withRefresh(renderCard(card, KEY), KEY, users), 'message')).toEqual([]);
      }),
      { numRuns: 40 },
    );
  }, 60_000);
});

function problemsOfDialog({ title, height, width, card }: Dialog): string[] {
  const found = [...problems(card, 'dialog'), ...alive(card)];
  if (title === '' || title.length > limits.dialogTitle.max) found.push(`title ${title}`);
  if (!(height > 0 && height <= 720 && width > 0 && width <= 900)) found.push(`size ${width}×${height}`);
  return found;
}

const oncePickedForms = fc
  .tuple(forms, oncePicked)
  .map(([form, { pieces }]): Form => ({ ...form, intro: pieces }));

describe('whatever a form says', () => {
  it('its dialog keeps every limit and brings nothing to life', () => {
    fc.assert(
      fc.property(oncePickedForms, (form) => {
        expect(problemsOfDialog(renderForm(form, { locale: 'fr' }))).toEqual([]);
      }),
      { numRuns: 150 },
    );
  }, 60_000);

  it('so it does when it comes back with what was wrong', () => {
    const value = fc.oneof(fc.string(), fc.constantFrom('v1', '**x**', '{{DATE(2026-08-20T09:30:00Z)}}'));
    const wrongs = fc.dictionary(fc.string({ maxLength: 10 }), value);
    fc.assert(
      fc.property(oncePickedForms, value, wrongs, (form, given, errors) => {
        const values = Object.fromEntries(form.fields.map((field) => [field.name, given])) as FieldValues;
        const all = { ...errors, ...Object.fromEntries(form.fields.map((field) => [field.name, given])) };
        expect(problemsOfDialog(renderErrors(form, values, all, 'en'))).toEqual([]);
      }),
      { numRuns: 80 },
    );
  }, 60_000);
});
