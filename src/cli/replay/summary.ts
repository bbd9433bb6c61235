import type { LoopDelay } from './botHealth';
import type { Outcome, Replayed, Stopped } from './replay';

/** Always said, also when there was none; the others only when there were some. */
const ALWAYS: Outcome[] = ['card', 'joined', 'duplicate', 'unreadable'];

const MEANINGS: Record<Outcome, string> = {
  card: 'became a card',
  joined: 'joined a conversation',
  duplicate: 'was there already',
  unreadable: 'could not be read in full: its card or its entry in the thread says so',
  silent: 'was stored silently: it counts as older than the mailbox',
  refused: 'was not accepted by the mail server',
  missed: 'was not taken in: the bot’s log says why',
  waiting: 'was delivered, and not taken in yet',
};

export function countLines(replayed: Replayed[]): string[] {
  const counts = new Map<Outcome, number>();
  for (const { outcome } of replayed) counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
  const width = Math.max(1, ...[...counts.values()].map((count) => String(count).length));
  return (Object.keys(MEANINGS) as Outcome[])
    .filter((outcome) => ALWAYS.includes(outcome) || counts.has(outcome))
    .map((outcome) => {
      const count = String(counts.get(outcome) ?? 0).padStart(width);
      return `  ${count}  ${outcome.padEnd(10)}  ${MEANINGS[outcome]}`;
    });
}

/** For `--verbose`. */
export function fileLine({ file, outcome, number, detail }: Replayed): string {
  const where = number === null ? '' : ` #${number}`;
  return `${outcome.padEnd(10)}${where.padEnd(8)} ${file}${detail ? `  (${detail})` : ''}`;
}

export function delayLine(delay: LoopDelay | null, name: string): string {
  if (!delay) return `Event loop of ${name}: it cannot be asked from here, so nothing was measured.`;
  return `Event loop of ${name} meanwhile: p99 ${delay.p99Ms} ms, largest delay ${delay.maxMs} ms.`;
}

export function stoppedSentence(stopped: Stopped): string {
  switch (stopped) {
    case 'asked':
      return 'Stopped. The bot goes on to take in what was delivered.';
    case 'noBot':
      return 'The bot has ended meanwhile. Start it again: it takes in what was delivered.';
    case 'noProgress':
      return 'The bot took in nothing for a minute. Look at: postroom mailbox list, and at its log.';
    case 'noServer':
      return 'The mail server broke off. Try again: what was delivered already counts as duplicate then.';
  }
}
