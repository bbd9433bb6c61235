import type { Card } from '../ui/card';
import { plain } from '../ui/text';
import { type Action, type AdaptiveCard, type Element, jsonBytes } from './cardJson';
import { inert } from './escape';
import { limits } from './limits';
import { REFRESH, VERB } from './renderButtons';
import { renderPieces } from './renderPieces';
import { richText } from './renderText';

/** The card's own braces, schema, width and the post's key. */
const FRAME_BYTES = 800;

/**
 * A card as an Adaptive Card, never over a limit.
 * @param key of the post (`ports/postKey`): stands in the id of the first element and in every action. Null for a
 *   private answer, which is no post.
 */
export function renderCard(card: Card, key: string | null): AdaptiveCard {
  const fallbackText = summaryOf(card);
  const bytes = limits.cardBytes.max - FRAME_BYTES - jsonBytes(fallbackText);
  const body = renderPieces(card.pieces, bytes, { kind: 'message', post: key });
  return {
    ...frame(fallbackText, body.length > 0 ? named(body, key) : named(saying(fallbackText), key)),
    msteams: { width: 'Full' },
  };
}

export function frame(fallbackText: string, body: Element[], actions: Action[] = []): AdaptiveCard {
  return {
    type: 'AdaptiveCard',
    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
    version: '1.5',
    fallbackText,
    body,
    ...(actions.length > 0 && { actions }),
  };
}

/** The notification line: plain words, in which no mention is looked for. Never empty. */
export function summaryOf(card: Card): string {
  return inert(card.summary.replace(/\s+/g, ' ').trim(), limits.summary.max) || '–';
}

function saying(words: string): Element[] {
  const said = richText(plain(words), words.length);
  return said ? [said] : [];
}

const ID = 'postroom:';

function named([first, ...rest]: Element[], key: string | null): Element[] {
  if (!first) return [];
  return key === null ? [first, ...rest] : [{ ...first, id: `${ID}${key}` }, ...rest];
}

/** @returns the key of the post that an Adaptive Card (as Microsoft Graph gives it back) belongs to. */
export function keyOfCard(card: unknown): string | null {
  const body = typeof card === 'object' && card !== null && 'body' in card ? card.body : null;
  const first: unknown = Array.isArray(body) ? body[0] : null;
  const id = typeof first === 'object' && first !== null && 'id' in first ? first.id : null;
  return typeof id === 'string' && id.startsWith(ID) ? id.slice(ID.length) : null;
}

/**
 * Lets these people's clients ask for a fresh card when they look at it. With more than Teams takes, or when the card
 * would grow too large, it stays one card for all.
 * @param userIds the bot's own names for them (`29:…`).
 */
export function withRefresh(card: AdaptiveCard, key: string, userIds: readonly string[]): AdaptiveCard {
  if (userIds.length === 0 || userIds.length > limits.refreshUsers.max) return card;
  const action: Action = {
    type: 'Action.Execute',
    verb: VERB,
    title: 'Refresh',
    data: { post: key, action: REFRESH, input: {} },
  };
  const fresh = { ...card, refresh: { action, userIds: [...userIds] } };
  return jsonBytes(fresh) <= limits.cardBytes.max ? fresh : card;
}
