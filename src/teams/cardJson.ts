/** Adaptive Card 1.5, as much of it as we write. Source: adaptivecards.io, schema 1.5. */
export interface AdaptiveCard {
  type: 'AdaptiveCard';
  $schema: 'http://adaptivecards.io/schemas/adaptive-card.json';
  version: '1.5';
  /** Shown by clients that cannot draw the card. */
  fallbackText: string;
  msteams?: { width: 'Full' };
  body: Element[];
  actions?: Action[];
  refresh?: { action: Action; userIds: string[] };
  [more: string]: unknown;
}

export interface Element {
  type: string;
  id?: string;
  separator?: true;
  spacing?: 'None' | 'Small' | 'Default' | 'Medium' | 'Large' | 'Padding';
  [more: string]: unknown;
}

export interface Action {
  type: 'Action.Submit' | 'Action.Execute' | 'Action.OpenUrl';
  [more: string]: unknown;
}

export interface TextRun {
  type: 'TextRun';
  text: string;
  weight?: 'Bolder';
  size?: 'Small' | 'Medium' | 'Large';
  color?: 'Attention' | 'Good' | 'Warning' | 'Accent';
  isSubtle?: true;
  selectAction?: Action;
}

/** What a card weighs: bytes of UTF-16, in which Microsoft counts, or of UTF-8 where that is more. */
export function jsonBytes(value: unknown): number {
  const json = JSON.stringify(value);
  return Math.max(json.length * 2, Buffer.byteLength(json));
}
