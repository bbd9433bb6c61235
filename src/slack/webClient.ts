import * as webApi from '@slack/web-api';
import type { Log } from '../ports/log';
import { sdkLog } from './sdkLog';

/**
 * A client of its own for every purpose, so that one that waits (a 429 pauses a whole client's queue) never delays
 * another. None of them retries or waits: who calls decides.
 * @param timeout milliseconds for one call.
 */
export function webClient(
  token: string,
  options: { apiUrl?: string; timeout: number; log: Log; part: string },
): webApi.WebClient {
  return new webApi.WebClient(token, {
    ...(options.apiUrl && { slackApiUrl: options.apiUrl }),
    timeout: options.timeout,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    logger: sdkLog(options.log, options.part),
  });
}
