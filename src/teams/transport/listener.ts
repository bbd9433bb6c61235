import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { Log } from '../../ports/log';
import { newId } from '../../ports/newId';
import { inTime } from '../../ports/patience';
import { CannotCheck, type Door, Refused } from './authenticate';
import { invokeError } from './invokeError';
import { activityOf, readBody } from './readActivity';
import type { Activity, Incoming } from './transport';

export interface ListenerOptions {
  incoming: Incoming;
  door: Door;
  /** False in a rehearsal without authentication. */
  wantsToken: boolean;
  log: Log;
  /** Microsoft gives up after 10 to 15 seconds. */
  answerWithinMs: number;
}

export interface Listening {
  listener: RequestListener;
  /** Answers 503 from now on; waits so long for what is under way. @returns whether all of it ended. */
  stop(ms: number): Promise<boolean>;
}

interface Answered {
  status: number;
  body?: unknown;
}

/** The messaging endpoint. Answers every request, in time, and never rejects. */
export function createListener(options: ListenerOptions): Listening {
  const { door, log, wantsToken, answerWithinMs } = options;
  const running = new Set<Promise<unknown>>();
  let stopped = false;

  const answer = async (request: IncomingMessage): Promise<Answered> => {
    if (request.method !== 'POST') return { status: 405 };
    if (stopped) return { status: 503 };
    const { authorization } = request.headers;
    if (wantsToken && !authorization) return refused(log, new Refused('no token'));
    // A page in somebody's browser can send other types to this machine, this one it cannot.
    if (!/^application\/json\b/i.test(request.headers['content-type'] ?? '')) return { status: 415 };
    const body = await readBody(request);
    if (body === null) return { status: 413 };
    const activity = activityOf(body);
    if (activity === null) return { status: 400 };
    try {
      const proof = await door.authenticate(activity, authorization);
      return await believed(activity, (logic) =>
        door.adapter.processActivityDirect(proof, activity as never, logic),
      );
    } catch (error) {
      if (error instanceof Refused) return refused(log, error);
      if (!(error instanceof CannotCheck)) throw error;
      log.error({ why: error.message }, 'The token of an activity of Teams could not be checked');
      return { status: 503 };
    }
  };

  /** What is thrown inside never leaves: the SDK would answer 500 or 501, which clients do not show. */
  const believed = async (
    activity: Activity,
    process: (logic: () => Promise<void>) => Promise<void>,
  ): Promise<Answered> => {
    const about = { type: activity.type, name: activity.name };
    const failed = (error: unknown): Answered => {
      const reference = newId();
      log.error({ err: error, reference, ...about }, 'An activity of Teams was not handled');
      return activity.type === 'invoke'
        ? { status: 200, body: invokeError(activity, reference) }
        : { status: 200 };
    };
    let answered: Answered = { status: 200 };
    const work = process(async () => {
      try {
        if (activity.type === 'invoke') answered.body = await options.incoming.invoke(activity);
        else await options.incoming.activity(activity);
      } catch (error) {
        answered = failed(error);
      }
    }).catch((error: unknown) => {
      answered = failed(error);
    });
    track(work);
    const { late } = await inTime(work, answerWithinMs);
    return late ? failed(new Error('no answer in time')) : answered;
  };

  const track = (work: Promise<unknown>) => {
    running.add(work);
    void work.finally(() => running.delete(work));
  };

  const handle = async (request: IncomingMessage, response: ServerResponse) => {
    try {
      respond(response, await answer(request));
    } catch (error) {
      log.warn({ err: error }, 'A request to the Teams endpoint ended early');
      respond(response, { status: 400 });
    }
  };

  return {
    listener: (request, response) => track(handle(request, response)),
    stop: async (ms) => {
      stopped = true;
      return !(await inTime(Promise.allSettled(running), ms)).late;
    },
  };
}

function refused(log: Log, { message }: Refused): Answered {
  log.warn({ why: message }, 'A request to the Teams endpoint was refused');
  return { status: 401 };
}

function respond(response: ServerResponse, { status, body }: Answered): void {
  if (response.headersSent || response.destroyed) return;
  const text = body === undefined || body === null ? '' : JSON.stringify(body);
  response.writeHead(status, {
    ...(text && { 'content-type': 'application/json; charset=utf-8' }),
    ...(status === 405 && { allow: 'POST' }),
    // The rest of a body that is too long is not worth reading.
    ...(status >= 400 && { connection: 'close' }),
    'cache-control': 'no-store',
    'content-length': Buffer.byteLength(text),
  });
  response.end(text);
}
