import type { Inbound } from '../ports/inbound';
import type { Log } from '../ports/log';
import type { Running } from '../ports/running';
import type { Reply } from '../ui/reply';
import type { ChatUser, Request } from '../ui/request';
import type { Views } from './views';
import type { Whisper } from './whisper';
import type { Words } from './words';

/** What every handler of a person's request works with. */
export interface Desk {
  /** The team whose requests are answered. */
  team(): string;
  inbound: Inbound;
  views: Views;
  whisper: Whisper;
  /** Never fails and never takes long: a language that is not known in time is English. */
  wordsFor(user: ChatUser): Promise<Words>;
  log: Log;
  running: Running;
}

/** How a request is named in the log: never with what was typed. */
export function named(request: Request): Record<string, unknown> {
  const { kind, requestId, from } = request;
  return { kind, requestId, user: from.user };
}

/** `Inbound.answer` never rejects; if it does, that is a bug that must not end the process. */
export async function answered(desk: Desk, request: Request): Promise<Reply> {
  try {
    return await desk.inbound.answer(request);
  } catch (error) {
    const why = error instanceof Error ? (error.stack ?? error.message) : String(error);
    desk.log.error({ ...named(request), why }, 'A request was not answered');
    const words = await desk.wordsFor(request.from);
    return { kind: 'notice', tone: 'error', text: [{ kind: 'text', text: words.tooLate }] };
  }
}
