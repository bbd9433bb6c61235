import { setTimeout as delay } from 'node:timers/promises';
import type { StageMailbox } from '../../bench/cast';
import type { Stage } from '../../bench/stage';
import type { Chance } from './chance';
import { type SeenCard, type TeamWindow, windowsOf } from './windows';

/** A form that a person sent off, and whether chat told them that it was taken. */
export interface Submitted {
  platform: TeamWindow['platform'];
  text: string;
  accepted: boolean;
}

/** A click on a button that acts at once. */
export interface Click {
  platform: TeamWindow['platform'];
  action: string;
  conversation: string;
  acknowledged: boolean;
}

/** Dana at work on every platform: clicks, fills in forms, and talks in threads, whatever the bot is going through. */
export class Team {
  readonly clicks: Click[] = [];
  readonly submitted: Submitted[] = [];
  readonly said: string[] = [];
  readonly windows: TeamWindow[];
  private serial = 0;
  private busy = false;

  constructor(
    stage: Stage,
    private readonly chance: Chance,
  ) {
    this.windows = windowsOf(stage);
  }

  /** One thing more, unless the last one is not through yet. */
  async act(): Promise<void> {
    const name: StageMailbox = this.chance.happens(0.7) ? 'support' : 'sales';
    const window = this.chance.one(this.windows);
    const cards = window.cards(name);
    const kind = this.chance.between(0, 9);
    if (cards.length === 0 || this.busy) return;
    this.busy = true;
    try {
      const card = this.chance.one(cards);
      if (kind === 0) await this.say(window, name, card);
      else if (kind <= 3) await this.resolve(window, name, card);
      else await this.click(window, name, card);
    } finally {
      this.busy = false;
    }
  }

  /** Comes back later: on every platform something is taken and resolved, as often as it has to be tried. */
  async resolveEverywhere(): Promise<void> {
    for (const window of this.windows) {
      const { platform } = window;
      const isDone = () => this.submitted.some((one) => one.accepted && one.platform === platform);
      for (const end = Date.now() + 60_000; !isDone(); await delay(100)) {
        if (Date.now() > end) throw new Error(`Nothing could be resolved on ${platform}.`);
        const cards = window.cards('support');
        const own = cards.find(({ actions }) => actions.includes('resolve'));
        const free = cards.find(({ actions }) => actions.includes('take'));
        if (own) await this.resolve(window, 'support', own);
        else if (free) await this.click(window, 'support', free);
      }
    }
  }

  private async click(window: TeamWindow, name: StageMailbox, card: SeenCard): Promise<void> {
    const direct = card.actions.filter((action) => /^(take|archive|unarchive)$/.test(action));
    if (direct.length === 0) return;
    const action = this.chance.one(direct);
    const { platform } = window;
    this.clicks.push({ platform, action, ...(await window.click(name, card, action)) });
  }

  /** Resolves with a note: a form, whose sending off is answered only when it was taken. */
  private async resolve(window: TeamWindow, name: StageMailbox, card: SeenCard): Promise<void> {
    if (!card.actions.includes('resolve')) return;
    const { platform } = window;
    const text = `note ${this.another()} in ${platform}`;
    const accepted = await window.fillIn(name, card, 'resolve', text);
    if (accepted !== null) this.submitted.push({ platform, text, accepted });
  }

  private async say(window: TeamWindow, name: StageMailbox, card: SeenCard): Promise<void> {
    const text = `remark ${this.another()} in ${window.platform}`;
    this.said.push(text);
    await window.say(name, card, text);
  }

  private another(): number {
    this.serial += 1;
    return this.serial;
  }
}
