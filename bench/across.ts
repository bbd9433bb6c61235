import { setTimeout as delay } from 'node:timers/promises';
import { cast, type StageMailbox, stageMailboxes } from './cast';
import { cardIn } from './clicks';
import { memoryOf, onStage } from './onStage';
import { type Options, type Report, spread } from './report';
import type { Stage } from './stage';

const AIM_P95_MS = 1_000;
const PATIENCE_MS = 20_000;
/**
 * From the beginning of one thing to that of the next. Five things make seven calls for the Teams channel, which takes
 * one every two seconds for long: any quicker, and that limit would be what is measured.
 */
const EVERY_MS = 3_000;
/** In which Teams lets a channel gather the few that may come at once, after the cards were posted there. */
const REST_MS = 15_000;
const MAILBOX: StageMailbox = 'support';
const { address, channel } = stageMailboxes[MAILBOX];

/**
 * One mailbox in a Slack and in a Teams channel, at the pace of the real platforms. What is done on one side is
 * measured from the moment of the submit, click or Enter until the other side's channel holds the newer message.
 */
export function across({ rounds, say }: Options): Promise<Report> {
  return onStage({ timeScale: 1, teams: true }, (stage) => measure(stage, rounds, say));
}

async function measure(stage: Stage, rounds: number, say: Options['say']): Promise<Report> {
  const bot = stage.startBot({ LOG_LEVEL: 'warn' });
  await stage.slack.waitFor(() => stage.teams?.connected, 60_000);
  const subjects = Array.from({ length: rounds }, (_, n) => `Letter ${String(n + 1).padStart(4, '0')}`);
  for (const subject of subjects) deliver(stage, subject);
  say(`${rounds} emails arrive; Teams takes a card every two seconds.`);
  const conversations = subjects.map((subject) => new Conversation(stage, subject));
  const all = () => conversations.every((one) => one.inSlack() && one.inTeams());
  await stage.slack.waitFor(all, 60_000 + rounds * 4_000);
  await delay(REST_MS);
  say('All cards stand on both sides. Now each is worked on.');

  const took = new Map<string, number[]>();
  let lost = 0;
  const began = performance.now();
  for (const conversation of conversations) {
    for (const [name, act] of Object.entries(conversation.acts)) {
      const next = delay(EVERY_MS);
      // What was not shown in time is counted; the others are still worth knowing.
      await act().then(
        (ms) => took.set(name, [...(took.get(name) ?? []), ms]),
        (error: Error) => {
          lost += 1;
          say(`${name}: ${error.message}`);
        },
      );
      await next;
    }
  }
  const durationMs = Math.round(performance.now() - began);
  const calls = [...stage.slack.calls(), ...(stage.teams?.calls() ?? [])];
  const throttled = calls.filter(({ httpStatus }) => httpStatus === 429).length;

  const spreads: Report['figures'] = Object.assign({}, ...[...took].map(([name, ms]) => spread(name, ms)));
  const problems = Object.entries(spreads)
    .filter(([name, ms]) => name.endsWith('P95Ms') && (ms ?? Infinity) > AIM_P95_MS)
    .map(([name]) => `${name} is over ${AIM_P95_MS} ms`);
  if (lost > 0) problems.push(`${lost} things went wrong or did not show within ${PATIENCE_MS} ms`);
  if (throttled > 0) problems.push(`${throttled} calls were refused for being too many`);
  return { figures: { ...spreads, lost, throttled, durationMs, ...memoryOf(bot) }, problems };
}

/** The card of one conversation on both sides, with Dana at both. Each act resolves with how long it took, in ms. */
class Conversation {
  constructor(
    private readonly stage: Stage,
    private readonly subject: string,
  ) {}

  /** In an order that leaves each something to change; the names are those of the figures. */
  readonly acts: Record<string, () => Promise<number>> = {
    teamsTakeToAnswer: () => this.takeInTeams(),
    teamsAssignToSlackCard: () => this.assignInTeams(),
    slackMessageToTeamsThread: () => this.sayInSlack(),
    slackAssignToTeamsCard: () => this.assignInSlack(),
    teamsMessageToSlackThread: () => this.sayInTeams(),
  };

  inSlack() {
    const { messages } = this.stage.slack.channel(channel);
    for (const message of messages) {
      const card = holds(message.blocks, this.subject) && cardIn(message);
      if (card) return { ...card, blocks: message.blocks };
    }
  }

  inTeams() {
    return this.teamsMessages().find(({ root, card }) => !root && holds(card, this.subject));
  }

  private async takeInTeams(): Promise<number> {
    const began = performance.now();
    const { answer } = await this.dana.click(this.place, this.inTeams()!.id, 'Take');
    if (!holds(answer?.body, `● ${cast.dana.realName}`))
      throw new Error('The answer is not the redrawn card.');
    return performance.now() - began;
  }

  private async assignInTeams(): Promise<number> {
    await this.dana.click(this.place, this.inTeams()!.id, 'Assign');
    return this.until(
      this.stage.slack,
      () => holds(this.inSlack()?.blocks, `● ${cast.ada.realName}`),
      () =>
        this.dana.submit({
          'in:person:person': this.teams.as('ada').id,
          'in:lines:note': `Please answer ${this.subject} today.`,
        }),
    );
  }

  private async assignInSlack(): Promise<number> {
    const { slack } = this.stage;
    const dana = slack.as('dana');
    const { ts, buttons } = this.inSlack()!;
    await dana.click(channel, ts, buttons.get('assign')!);
    await slack.waitFor(() => dana.modal?.blocks.some(({ type }) => type === 'input'), PATIENCE_MS);
    const { options = [] } = await dana.suggest('look:members', 'Ben');
    return this.until(
      this.teams,
      () => holds(this.inTeams()?.card, `● ${cast.ben.realName}`),
      () => dana.submit({ 'look:members': options[0]!.value }),
    );
  }

  private async sayInSlack(): Promise<number> {
    const thread = this.inSlack()!.ts;
    const words = `From Slack about ${this.subject}`;
    const { id } = this.inTeams()!;
    return this.until(
      this.teams,
      () => this.teamsMessages().some((one) => one.root === id && one.from === 'bot' && holds(one, words)),
      () => this.stage.slack.as('dana').message(channel, words, { thread }),
    );
  }

  private async sayInTeams(): Promise<number> {
    const words = `From Teams about ${this.subject}`;
    const { ts } = this.inSlack()!;
    const { slack } = this.stage;
    return this.until(
      slack,
      () =>
        slack
          .channel(channel)
          .messages.some((one) => one.threadTs === ts && one.user === slack.botUserId && holds(one, words)),
      () => this.dana.message(this.place, words, { root: this.inTeams()!.id }),
    );
  }

  /** Does it; the milliseconds from its beginning until it shows on the other side. */
  private async until(
    other: Pick<Stage['slack'], 'waitFor'>,
    shows: () => boolean,
    act: () => Promise<{ ok: boolean; error?: string }>,
  ): Promise<number> {
    const began = performance.now();
    const shown = other.waitFor(shows, PATIENCE_MS).then(() => performance.now() - began);
    const [ms, { ok, error }] = await Promise.all([shown, act()]);
    if (!ok) throw new Error(error);
    return ms;
  }

  private get teams() {
    return this.stage.teams!;
  }

  private get dana() {
    return this.teams.as('dana');
  }

  private get place(): string {
    return this.stage.teamsChannels[MAILBOX];
  }

  private teamsMessages() {
    return this.teams.channel(this.place).messages;
  }
}

function holds(message: unknown, words: string): boolean {
  return JSON.stringify(message ?? null).includes(words);
}

function deliver(stage: Stage, subject: string): void {
  const id = subject.replace(' ', '-').toLowerCase();
  const head = `From: Claire Martin <claire@client.example>\r\nTo: ${address}\r\nSubject: ${subject}\r\n`;
  const raw = `${head}Message-ID: <${id}@client.example>\r\n\r\nWhere is my order, please?\r\n`;
  stage.mail.deliver(address, raw);
}
