import type { FieldValues, FormToken } from './form';

/** Somebody on a chat platform; who that is to Postroom is looked up, never believed. */
export interface ChatUser {
  platform: 'slack' | 'teams';
  team: string;
  user: string;
}

interface Asked {
  /** The same for every delivery of the same click, submit, command or event (law 4). */
  requestId: string;
  from: ChatUser;
  /** The channel in which it was asked, when there is one. */
  channel: string | null;
}

/** What a person asks of Postroom, neutral of the platform. */
export type Request =
  | (Asked & {
      kind: 'click';
      action: string;
      input: Record<string, unknown>;
      /** The button was inside a modal: an answer that is a page replaces or covers it. */
      inModal: boolean;
    })
  | (Asked & { kind: 'submit'; token: FormToken; values: FieldValues })
  | (Asked & { kind: 'options'; lookup: string; query: string; conversationId: string | null })
  /** A slash command or a mention: mentioned people as `{ user }`, everything else as typed. */
  | (Asked & { kind: 'command'; words: CommandWord[] })
  | (Asked & { kind: 'home'; chosen: Record<string, string> })
  /** What a post of ours says now, for somebody who looks at it: the answer is its `card`, or a refusal. */
  | (Asked & { kind: 'redraw'; key: string });

export type CommandWord = string | { user: string };
