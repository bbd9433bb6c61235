import type { StageMailbox } from '../../bench/cast';
import type { Stage } from '../../bench/stage';
import { slackWindow } from './slackWindow';
import { teamsWindow } from './teamsWindow';

/** A conversation's card as Dana sees it on one of the platforms. */
export interface SeenCard {
  /** As the platform names the message. */
  id: string;
  /** Names of the actions behind its buttons. */
  actions: string[];
}

/** One of the platforms, as somebody uses it who has a mouse and a keyboard. */
export interface TeamWindow {
  platform: 'slack' | 'teams';
  cards(mailbox: StageMailbox): SeenCard[];
  /** @returns whether the person was told that it was done; `post` or `conversation` say to what. */
  click(mailbox: StageMailbox, card: SeenCard, action: string): Promise<Clicked>;
  /**
   * Opens the form behind a button, writes into its first field and sends it off.
   * @returns whether the person was told that it was taken; null when the form did not open.
   */
  fillIn(mailbox: StageMailbox, card: SeenCard, action: string, words: string): Promise<boolean | null>;
  /** In the card's thread. */
  say(mailbox: StageMailbox, card: SeenCard, words: string): Promise<void>;
}

export interface Clicked {
  conversation: string;
  acknowledged: boolean;
}

/** Where the team works: on every platform that the stage has. */
export function windowsOf(stage: Stage): TeamWindow[] {
  return [slackWindow(stage), ...(stage.teams ? [teamsWindow(stage, stage.teams)] : [])];
}
