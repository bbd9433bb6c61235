import fc from 'fast-check';
import { checkBlocks } from '../../sandbox/slack/blocks/checkBlock';
import { checkView } from '../../sandbox/slack/blocks/checkView';
import { Problems } from '../../sandbox/slack/blocks/problems';
import { limits } from '../../src/slack/limits';
import { type RenderedMessage, renderCard } from '../../src/slack/renderCard';
import { renderForm, renderHome } from '../../src/slack/renderForm';
import { webClient } from '../../src/slack/webClient';
import { cards, forms } from '../ui/arbitraries';
import { INSTALLATION, type Rehearsal, rehearse, SUPPORT } from './rehearsal';

type Json = Record<string, unknown>;

/** Every object inside, at any depth. */
function objects(value: unknown): Json[] {
  if (Array.isArray(value)) return value.flatMap(objects);
  if (typeof value !== 'object' || value === null) return [];
  return [value as Json, ...Object.values(value).flatMap(objects)];
}

const ALLOWED = new Set([
  ...['header', 'section', 'context', 'actions', 'divider', 'input', 'rich_text', 'rich_text_section'],
  ...['plain_text', 'mrkdwn', 'text', 'link', 'date', 'modal', 'home'],
  ...['button', 'overflow', 'static_select', 'external_select', 'multi_static_select'],
  ...['checkboxes', 'plain_text_input'],
]);
/** The one kind of markup that we make ourselves: a time in the reader's own zone, with nothing from outside in it. */
const OUR_DATE = /<!date\^\d+\^(\{\w+\} ?)+\|[^<>|]*>/g;

/** Rich text without anything in it: Slack's documentation does not say that it takes that. */
function hollow(value: unknown): boolean {
  return objects(value).some(
    (one) => one.type === 'rich_text_section' && (one.elements as unknown[]).length === 0,
  );
}

/** What Slack would bring to life. */
function alive(value: unknown): string[] {
  const found: string[] = [];
  for (const one of objects(value)) {
    if (typeof one.type === 'string' && !ALLOWED.has(one.type)) found.push(`element ${one.type}`);
    if (one.type === 'mrkdwn') {
      const text = String(one.text).replace(OUR_DATE, '');
      if (/[<>]/.test(text)) found.push(`markup ${text.slice(0, 60)}`);
      if (one.verbatim !== true) found.push('names and links are looked for');
      if (/[~`]|:[\w+'-]+:/.test(text)) found.push(`emphasis or emoji in ${text.slice(0, 60)}`);
    }
    if (one.type === 'plain_text' && one.emoji !== false) found.push('emoji names');
    if (one.type === 'link' && !/^(https?:\/\/|mailto:)/i.test(String(one.url)))
      found.push(`link ${one.url}`);
    if (one.type === 'link' && one.text !== undefined) found.push('a link that shows something else');
  }
  return found;
}

function problemsOf(message: RenderedMessage): string[] {
  const problems = new Problems();
  checkBlocks(problems, '/blocks', message.blocks, 'message');
  if (problems.textLength > limits.allBlockText.max) problems.add('/blocks', 'too much text');
  return problems.messages;
}

function problemsOfView(view: unknown, type: 'modal' | 'home'): string[] {
  const problems = new Problems();
  if (!checkView(problems, view, type)) problems.add('/view', 'too large');
  return problems.messages;
}

function actionIds(value: unknown): string[] {
  return objects(value).flatMap((one) => (typeof one.action_id === 'string' ? [one.action_id] : []));
}

/** Half a character: Slack shows a replacement mark, and a cut made it. */
const TORN = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;

describe('whatever a card says', () => {
  it('its message keeps every limit, brings nothing to life and clicks are told apart', () => {
    fc.assert(
      fc.property(cards, (card) => {
        const message = renderCard(card);
        expect(problemsOf(message)).toEqual([]);
        expect(alive(message.blocks)).toEqual([]);
        expect(hollow(message.blocks)).toBe(false);
        expect(message.text).not.toMatch(/[<>]/);
        expect(message.text.length).toBeLessThanOrEqual(limits.messageText.max);
        const ids = actionIds(message.blocks);
        expect(new Set(ids).size).toBe(ids.length);
        expect(JSON.stringify(message.blocks)).not.toMatch(/\\ud[89a-f]/);
        expect(JSON.stringify(message.blocks)).not.toMatch(TORN);
      }),
      { numRuns: 200 },
    );
  }, 60_000);

  it('its home does, too', () => {
    fc.assert(
      fc.property(cards, (card) => {
        const home = renderHome(card);
        expect(problemsOfView(home, 'home')).toEqual([]);
        expect(alive(home)).toEqual([]);
      }),
      { numRuns: 80 },
    );
  }, 60_000);

  it('something of it is shown when there is something', () => {
    fc.assert(
      fc.property(cards, (card) => {
        const words = card.pieces.some((piece) => piece.kind === 'body' && /\w/.test(piece.text));
        if (words) expect(renderCard(card).blocks.length).toBeGreaterThan(0);
      }),
      { numRuns: 100 },
    );
  });
});

describe('whatever a form says', () => {
  it('its modal keeps every limit and brings nothing to life', () => {
    fc.assert(
      fc.property(forms, (form) => {
        const view = renderForm(form, { channel: 'C0SUPPORT', home: null });
        expect(problemsOfView(view, 'modal')).toEqual([]);
        expect(alive(view)).toEqual([]);
        expect(view.private_metadata!.length).toBeLessThanOrEqual(limits.privateMetadata.max);
      }),
      { numRuns: 120 },
    );
  }, 60_000);
});

describe('what the local Slack says to it', () => {
  let on: Rehearsal;
  beforeAll(async () => {
    on = await rehearse();
  });
  afterAll(() => on.stop());

  it('is nothing: it takes every message, and nobody is called', async () => {
    await fc.assert(
      fc.asyncProperty(cards, async (card) => {
        const posted = await on.chat.post(SUPPORT, { card, key: 'k', thread: null, broadcast: false });
        expect(posted).toMatchObject({ ok: true });
        const ts = posted.ok ? posted.value.ts : '';
        expect(await on.chat.update(SUPPORT, ts, card, 'k')).toMatchObject({ ok: true });
      }),
      { numRuns: 25 },
    );
    expect(on.sandbox.mentions()).toEqual([]);
  }, 60_000);

  it('is nothing: it takes every home', async () => {
    const { apiUrl, botToken } = on.sandbox;
    const client = webClient(botToken, { apiUrl, timeout: 5_000, log: on.log, part: INSTALLATION });
    await fc.assert(
      fc.asyncProperty(cards, async (card) => {
        const published = await client.views.publish({ user_id: 'U0BEN', view: renderHome(card) });
        expect(published.ok).toBe(true);
      }),
      { numRuns: 25 },
    );
  }, 60_000);
});
