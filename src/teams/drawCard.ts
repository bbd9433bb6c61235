import type { Card } from '../ui/card';
import { withLinks } from '../ui/messageLinks';
import type { AdaptiveCard } from './cardJson';
import { messageUrl } from './messageUrl';
import type { Reach } from './reach';
import { renderCard, summaryOf, withRefresh } from './renderCard';

/** Stands for the key of somebody's Home, which is not a post. */
export const HOME_KEY = 'home';

/** A card as an activity carries it. */
export interface DrawnCard {
  card: AdaptiveCard;
  summary: string;
}

/**
 * A card with ways to messages as links.
 * @param key of the post that it is; null for a private answer.
 * @param readers `29:…` of those whose clients ask for it again when they show it.
 */
export async function drawCard(
  card: Card,
  key: string | null,
  readers: string[],
  at: { tenant: string; reach: Reach },
): Promise<DrawnCard> {
  const linked = await withLinks(card, async (channel, ts) => messageUrl(at.tenant, at.reach, channel, ts));
  const rendered = renderCard(linked, key);
  const fresh = key !== null && changes(card) ? withRefresh(rendered, key, readers) : rendered;
  return { card: fresh, summary: summaryOf(card) };
}

/** What begins without a heading is an entry of a thread: what it says stays as it is. */
export function changes(card: Card): boolean {
  return card.pieces[0]?.kind === 'heading';
}
