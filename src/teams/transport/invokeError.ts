import { nearestLocale } from '../../locales/locale';
import { words } from '../../locales/say';
import type { Activity } from './transport';

/**
 * What the client shows when an invoke failed inside: always the body of an HTTP 200, as clients show nothing of other
 * statuses. Shapes: "Universal Action Model" for cards, "task modules" for dialogs, "Data.Query" for searches (Learn).
 * @param reference found in the log.
 */
export function invokeError(
  { name = '', locale }: Pick<Activity, 'name' | 'locale'>,
  reference: string,
): unknown {
  const message = words(nearestLocale(locale), 'notices.unexpected', { reference });
  if (name === 'application/search') {
    return {
      statusCode: 200,
      type: 'application/vnd.microsoft.search.searchResponse',
      value: { results: [] },
    };
  }
  if (/^(task|composeExtension)\/(fetch|submit|fetchTask|submitAction)$/.test(name)) {
    return { task: { type: 'message', value: message } };
  }
  if (name.startsWith('composeExtension/')) {
    return { composeExtension: { type: 'message', text: message } };
  }
  return {
    statusCode: 500,
    type: 'application/vnd.microsoft.error',
    value: { code: 'InternalServerError', message },
  };
}
