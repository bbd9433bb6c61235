import type { Card } from '../ui/card';
import type { Desk } from './desk';
import { drawCard } from './drawCard';
import type { AskedBy } from './toRequest';

/** Says something to the person who asked and to nobody else; null is nothing to say. */
export async function tell(desk: Desk, asked: AskedBy, card: Card | null): Promise<void> {
  if (!card) return;
  const { tenant, route, from } = asked;
  const message = await drawCard(card, null, [], { tenant, reach: desk.reaches.of(tenant) });
  await desk.whisper.tell(route, from.user, message);
}
