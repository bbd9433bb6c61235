import { z } from 'zod';

/** How long the bot's process was too busy to answer, in milliseconds. */
export interface LoopDelay {
  p99Ms: number;
  maxMs: number;
}

const PATIENCE_MS = 5_000;

const health = z.object({ eventLoopDelay: z.object({ p99Ms: z.number(), maxMs: z.number() }) });

/** Begins the measurement anew. @returns false when this bot does not answer from here. */
export async function resetLoopDelay(httpUrl: string): Promise<boolean> {
  const answer = await ask(httpUrl, '/health/event-loop/reset', 'POST');
  return answer?.ok === true;
}

/** @returns null when this bot does not answer from here: it runs on another machine, or has ended. */
export async function readLoopDelay(httpUrl: string): Promise<LoopDelay | null> {
  const answer = await ask(httpUrl, '/health', 'GET');
  const body: unknown = await answer?.json().catch(() => null);
  const read = health.safeParse(body);
  return read.success ? read.data.eventLoopDelay : null;
}

/** The address was written by the bot itself; only this very machine is asked, whatever the row says. */
async function ask(httpUrl: string, path: string, method: string): Promise<Response | null> {
  if (!URL.canParse(httpUrl) || new URL(httpUrl).hostname !== '127.0.0.1') return null;
  try {
    return await fetch(new URL(path, httpUrl), { method, signal: AbortSignal.timeout(PATIENCE_MS) });
  } catch {
    return null;
  }
}
