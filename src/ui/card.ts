import type { Text } from './text';

/**
 * What is shown in chat, neutral of the platform: a conversation's card, a thread entry, a list, App Home, the inside
 * of a page. Renderers cut what is too long for the platform; they never drop a piece silently.
 */
export interface Card {
  /** The notification line, and what is shown where pieces cannot be. */
  summary: string;
  pieces: Piece[];
}

export type Piece =
  | { kind: 'heading'; text: Text }
  | { kind: 'text'; text: Text }
  /** Text of an email or a person, with its line breaks; never formatted, links inert unless http(s) or mailto. */
  | { kind: 'body'; text: string }
  | { kind: 'fields'; fields: { label: string; value: Text }[] }
  | { kind: 'context'; items: Text[] }
  | { kind: 'buttons'; buttons: Button[] }
  /** One line of a list, with at most one main button and the rest in a small menu. */
  | { kind: 'row'; text: Text; detail?: Text; button?: Button; menu?: Button[] }
  | { kind: 'picker'; name: string; label: string; options: Option[]; chosen: string | null }
  | { kind: 'divider' };

export interface Button {
  /** An action of the list, or one of the built-in ones of `app/answer` (`more`, `next`, …). */
  action: string;
  label: string;
  style?: 'primary' | 'danger';
  /** What the click carries back: ids only, at most 1,500 characters as JSON. */
  input: Record<string, string | number>;
  /** Static per action: Teams must know before the click whether a form or page opens. */
  opens: 'form' | 'page' | 'nothing';
  /** An explanation to be confirmed before the click counts. */
  confirm?: { title: string; text: string; yes: string; no: string };
}

export interface Option {
  value: string;
  label: string;
  detail?: string;
}
