import { backoff } from '../ports/backoff';
import type { Log } from '../ports/log';
import { NotReachedError } from '../ports/notReached';
import { inTime } from '../ports/patience';
import type { ChatPart } from './chatPart';

export interface StartedChats {
  /** Where the bot is, by the platforms that answered. */
  places: string[];
  /** Tries no more to start the others. */
  stop(): Promise<void>;
}

const WAITS = { first: 1_000, cap: 60_000 };
const STOP_WITHIN_MS = 5_000;

/**
 * Starts the platforms one after the other. One that does not answer must not keep people from the others: it is tried
 * again behind them. Where none answers there is nothing to wait behind, and that is said.
 * @throws Error with a sentence: a platform refuses the bot, or none answers.
 */
export async function startChats(chats: ChatPart[], log: Log, waits = WAITS): Promise<StartedChats> {
  const places: string[] = [];
  const silent: { chat: ChatPart; error: NotReachedError }[] = [];
  for (const chat of chats) {
    try {
      places.push(await chat.start());
    } catch (error) {
      if (!(error instanceof NotReachedError)) throw error;
      silent.push({ chat, error });
    }
  }
  if (places.length === 0 && silent[0]) throw silent[0].error;
  const ending = new AbortController();
  const trying = silent.map(({ chat, error }) => keepTrying(chat, error, ending.signal, log, waits));
  return {
    places,
    stop: async () => {
      ending.abort();
      await inTime(Promise.all(trying), STOP_WITHIN_MS);
    },
  };
}

async function keepTrying(
  chat: ChatPart,
  first: Error,
  ending: AbortSignal,
  log: Log,
  waits: typeof WAITS,
): Promise<void> {
  let why = first.message;
  for (let failures = 1; !ending.aborted; failures += 1) {
    log.error({ platform: chat.platform, why, failures }, 'A chat platform was not started; trying again');
    await pause(backoff(failures, waits), ending);
    if (ending.aborted) return;
    try {
      const place = await chat.start();
      return log.info({ platform: chat.platform, place }, 'A chat platform was started after all');
    } catch (error) {
      why = error instanceof Error ? error.message : String(error);
    }
  }
}

function pause(ms: number, ending: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    ending.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
