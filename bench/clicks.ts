import { setTimeout as delay } from 'node:timers/promises';
import type { MessageState } from '../sandbox/protocol';
import { stageMailboxes } from './cast';
import { memoryOf, onStage } from './onStage';
import { type Options, type Report, spread } from './report';
import type { Stage } from './stage';

/** From the end of one click to the next. */
const BETWEEN_CLICKS_MS = 100;
const AIM_P95_MS = 400;
const PATIENCE_MS = 10 * 60_000;
const { address, channel } = stageMailboxes.support;

/**
 * A burst of emails arrives at once. While their cards are being posted a person keeps clicking: opens the assign
 * form, takes, archives. Measured from outside: click → `views.open` at the (sandbox) platform, click → committed.
 */
export function clicks({ emails, scale, say }: Options): Promise<Report> {
  return onStage({ timeScale: scale }, (stage) => measure(stage, emails, say));
}

async function measure(stage: Stage, emails: number, say: Options['say']): Promise<Report> {
  const bot = stage.startBot({ LOG_LEVEL: 'warn' });
  // So that there is something to click from the first moment.
  for (let n = 0; n < 5; n += 1) deliver(stage, `warm-${n}`);
  await stage.slack.waitFor(() => cardsOf(stage).length === 5, 60_000);
  say(`The bot runs. ${emails} emails arrive.`);

  const began = performance.now();
  for (let n = 0; n < emails; n += 1) deliver(stage, `burst-${n}`);
  const person = new Person(stage);
  const done = () => cardsOf(stage).length >= emails + 5;
  while (!done() && performance.now() - began < PATIENCE_MS) {
    await person.click();
    await delay(BETWEEN_CLICKS_MS);
  }
  const durationMs = Math.round(performance.now() - began);
  say('All cards are there; the last changes are drawn.');
  const stale = await shownLast(stage);
  const memory = memoryOf(bot);

  const cards = cardsOf(stage);
  const shown = new Set(cards.map(({ conversation }) => conversation));
  const opened = spread('clickToForm', person.toForm);
  const duplicates = cards.length - shown.size;
  const figures = {
    ...opened,
    ...spread('clickToCommit', person.toCommit),
    cards: shown.size,
    duplicates,
    stale,
    lostClicks: person.lost,
    durationMs,
    ...memory,
  };
  const problems: string[] = [];
  if (duplicates > 0) problems.push(`${duplicates} conversations have more than one card`);
  if (shown.size !== emails + 5) problems.push(`${emails + 5} emails became ${shown.size} cards`);
  if (stale > 0) problems.push(`${stale} cards do not show the newest state`);
  if (person.lost > 0) problems.push(`${person.lost} clicks were never answered`);
  if ((opened.clickToFormP95Ms ?? Infinity) > AIM_P95_MS) {
    problems.push(`p95 of click to form is over ${AIM_P95_MS} ms`);
  }
  return { figures, problems };
}

/** Dana, who does one thing after the other. */
class Person {
  readonly toForm: number[] = [];
  readonly toCommit: number[] = [];
  lost = 0;
  private turns = 0;

  constructor(private readonly stage: Stage) {}

  async click(): Promise<void> {
    this.turns += 1;
    const cards = cardsOf(this.stage);
    const card = cards[Math.floor(Math.random() * cards.length)]!;
    if (this.turns % 2 === 0) return this.openForm(card.ts, card.buttons.get('assign'));
    const action = ['take', 'archive', 'unarchive'].find((name) => card.buttons.has(name));
    if (action) await this.act(card, card.buttons.get(action));
  }

  private async openForm(ts: string, actionId: string | undefined): Promise<void> {
    if (!actionId) return;
    const { slack } = this.stage;
    const dana = slack.as('dana');
    slack.clearCalls();
    const began = performance.now();
    const clicked = dana.click(channel, ts, actionId);
    const opened = slack.waitFor(() => slack.calls('views.open').length > 0, 10_000);
    await opened.then(
      () => this.toForm.push(performance.now() - began),
      () => this.missed(),
    );
    await clicked;
    await slack.waitFor(() => dana.modal, 1_000).catch(() => undefined);
    if (dana.modal) await dana.close(true);
  }

  private async act({ ts, conversation, version }: Card, actionId: string | undefined): Promise<void> {
    if (!actionId) return;
    const before = await this.version(conversation);
    // Not drawn again yet: what this button asks for may have been done already, which changes nothing.
    if (before !== version) return;
    const began = performance.now();
    await this.stage.slack.as('dana').click(channel, ts, actionId);
    while (performance.now() - began < 10_000) {
      if ((await this.version(conversation)) > before) {
        this.toCommit.push(performance.now() - began);
        return;
      }
      await delay(5);
    }
    this.missed();
  }

  private missed(): void {
    this.lost += 1;
  }

  private async version(conversation: string): Promise<number> {
    const [row] = await this.stage.source.query('select version from conversation where id = $1', [
      conversation,
    ]);
    return Number(row.version);
  }
}

/** A card in Slack. */
export interface Card {
  ts: string;
  conversation: string;
  version: number;
  /** Action → what identifies its button. */
  buttons: Map<string, string>;
}

function cardsOf(stage: Stage): Card[] {
  return stage.slack
    .channel(channel)
    .messages.flatMap((message) => (isReply(message) ? [] : (cardIn(message) ?? [])));
}

/** A root with replies names itself as its thread. */
function isReply({ ts, threadTs }: MessageState): boolean {
  return threadTs !== undefined && threadTs !== ts;
}

export function cardIn(message: MessageState): Card | null {
  const elements = (message.blocks ?? []).flatMap(
    (block) => (block.elements ?? []) as Record<string, unknown>[],
  );
  const buttons = new Map<string, string>();
  let carried: { conversation?: string; version?: number } = {};
  for (const { action_id, value } of elements) {
    const action = /^do:([^:]+):/.exec(String(action_id))?.[1];
    if (!action) continue;
    buttons.set(action, String(action_id));
    carried = JSON.parse(String(value));
  }
  const { conversation, version = 0 } = carried;
  return conversation === undefined ? null : { ts: message.ts, conversation, version, buttons };
}

/** @returns how many cards show something else than the newest state once nothing is left to draw. */
async function shownLast(stage: Stage): Promise<number> {
  const end = performance.now() + 120_000;
  while (performance.now() < end) {
    const behind = await stage.store.transaction((tx) => tx.posts.behind());
    if (behind.length === 0) break;
    await delay(200);
  }
  const rows: { id: string; version: string }[] = await stage.source.query(
    'select id, version from conversation',
  );
  const versions = new Map(rows.map((row) => [row.id, Number(row.version)]));
  return cardsOf(stage).filter((card) => versions.get(card.conversation) !== card.version).length;
}

function deliver(stage: Stage, id: string): void {
  const lines = [
    `From: Claire Martin <claire-${id}@client.example>`,
    `To: ${address}`,
    `Subject: Question ${id}`,
    `Message-ID: <${id}@client.example>`,
    'Date: Sat, 15 Aug 2026 14:03:00 +0000',
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=utf-8',
    '',
    ...Array.from({ length: 12 }, (_, n) => `Line ${n} of what I wanted to ask about my order ${id}.`),
    '',
  ];
  stage.mail.deliver(address, lines.join('\r\n'));
}
