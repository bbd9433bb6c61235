import type { AdaptiveCardJson, CardInputs, TeamsActResult, TeamsDialogState } from '../../teamsProtocol';
import { checkCard, isObject } from '../cards/checkCard';
import { LIMITS } from '../limits';
import type { Teams } from '../teams';
import type { StoredMessage, StoredPerson, StoredPlace } from '../world';
import { invokeActivity } from './activities';
import type { Delivered } from './delivery';

export type Done = Omit<TeamsActResult, 'dialog'>;

const CARD = 'application/vnd.microsoft.card.adaptive';
const WRONG = 'Something went wrong. Please try again.';
const UNREACHABLE = 'Unable to reach app. Please try again.';

/** Action.Execute: by a click, or by the card's own refresh. */
export async function execute(
  teams: Teams,
  person: StoredPerson,
  place: StoredPlace,
  message: StoredMessage,
  action: AdaptiveCardJson,
  inputs: CardInputs,
  trigger: 'manual' | 'automatic',
): Promise<Done> {
  const { type, id, title, verb } = action;
  const data = { ...(isObject(action.data) ? action.data : {}), ...inputs };
  const value = { action: defined({ type, id, title, verb, data }), trigger };
  const activity = invokeActivity(teams, 'adaptiveCard/action', person, place, value, message);
  const delivered = await teams.delivery.bring(activity);
  // A refresh that fails leaves the card as it is, without a word.
  const failed = httpProblem(delivered);
  if (failed) return trigger === 'automatic' ? { ok: true, answer: delivered } : said(delivered, failed);
  const body = isObject(delivered.body) ? delivered.body : {};
  const { statusCode, type: kind, value: answer } = body;
  if (statusCode === 200 && kind === CARD) {
    const problems = cardProblems(teams, answer, 'message');
    if (problems.length > 0) return broken(delivered, problems);
    teams.world.setOwnCard(message, person.id, answer as AdaptiveCardJson);
    return { ok: true, answer: delivered };
  }
  if (statusCode === 200 && kind === 'application/vnd.microsoft.activity.message')
    return { ok: true, answer: delivered, shown: { tone: 'message', text: String(answer) } };
  if (typeof statusCode === 'number' && statusCode >= 400 && isObject(answer) && answer.message)
    return trigger === 'automatic'
      ? { ok: true, answer: delivered }
      : said(delivered, String(answer.message));
  return broken(delivered, [
    `An adaptiveCard/action is answered { statusCode, type, value }, not ${JSON.stringify(delivered.body)?.slice(0, 200)}`,
  ]);
}

/** `task/fetch` from a card, or `task/submit` from the dialog that is open. */
export async function task(
  teams: Teams,
  name: 'task/fetch' | 'task/submit',
  person: StoredPerson,
  at: { place: StoredPlace; message: StoredMessage },
  data: unknown,
): Promise<Done> {
  const value = { data, context: { theme: 'default' } };
  // A submit says in which thread the dialog was opened, not from which message.
  const activity = invokeActivity(teams, name, person, at.place, value, at.message);
  if (name === 'task/submit') delete activity.replyToId;
  const delivered = await teams.delivery.bring(activity);
  const failed = httpProblem(delivered);
  if (failed) return said(delivered, failed);
  const answer = isObject(delivered.body) ? delivered.body.task : undefined;
  if (answer === undefined) {
    if (name === 'task/fetch' && delivered.body !== undefined && !isObject(delivered.body))
      return broken(delivered, ['task/fetch is answered with { task }']);
    teams.world.setDialog(person.id, null);
    return { ok: true, answer: delivered };
  }
  if (!isObject(answer)) return broken(delivered, ['$.task: must be an object']);
  if (answer.type === 'message') {
    teams.world.setDialog(person.id, null);
    return { ok: true, answer: delivered, shown: { tone: 'message', text: String(answer.value) } };
  }
  const problems = dialogProblems(teams, answer);
  if (problems.length > 0) return broken(delivered, problems);
  const { title, height, width, card } = answer.value as Record<string, unknown> & { card: AdaptiveCardJson };
  const dialog: TeamsDialogState = {
    title: String(title ?? teams.world.app.name),
    ...defined({ height, width }),
    card: card.content as AdaptiveCardJson,
    place: at.place.id,
    message: at.message.id,
  };
  teams.world.setDialog(person.id, dialog);
  return { ok: true, answer: delivered };
}

/** Typing into a list whose choices come from the bot. */
export async function search(
  teams: Teams,
  person: StoredPerson,
  at: { place: StoredPlace; message: StoredMessage },
  dataset: string,
  text: string,
): Promise<Done> {
  const queryOptions = { skip: 0, top: LIMITS.searchResults.max };
  const value = { queryText: text, queryOptions, dataset };
  const delivered = await teams.delivery.bring(
    invokeActivity(teams, 'application/search', person, at.place, value, at.message),
  );
  const failed = httpProblem(delivered);
  if (failed) return said(delivered, failed);
  const { statusCode, type, value: answer } = isObject(delivered.body) ? delivered.body : {};
  const results = isObject(answer) ? answer.results : undefined;
  const good =
    statusCode === 200 &&
    type === 'application/vnd.microsoft.search.searchResponse' &&
    Array.isArray(results) &&
    results.every((one) => typeof one?.title === 'string' && typeof one?.value === 'string');
  if (!good) return broken(delivered, ['application/search is answered with a searchResponse']);
  const options = (results as { title: string; value: string }[]).slice(0, LIMITS.searchResults.max);
  return { ok: true, answer: delivered, options };
}

function dialogProblems(teams: Teams, answer: Record<string, unknown>): string[] {
  if (answer.type !== 'continue') return [`$.task.type: "continue" or "message", not "${answer.type}"`];
  const { card, height, width } = isObject(answer.value) ? answer.value : {};
  if (!isObject(card) || card.contentType !== CARD)
    return [`$.task.value.card: must be { contentType: "${CARD}", content }`];
  const sizes = ['small', 'medium', 'large', undefined];
  const size = (name: string, given: unknown) =>
    typeof given === 'number' || sizes.includes(given as string)
      ? []
      : [`$.task.value.${name}: a number, "small", "medium" or "large"`];
  return [...size('height', height), ...size('width', width), ...cardProblems(teams, card.content, 'dialog')];
}

function cardProblems(teams: Teams, card: unknown, place: 'message' | 'dialog'): string[] {
  const bytes = Buffer.byteLength(JSON.stringify(card) ?? '');
  const { max } = LIMITS.activityBytes;
  const size = bytes > max ? [`$: ${bytes} bytes, more than ${max}`] : [];
  return [...size, ...checkCard(card, place, (id) => teams.world.knows(id))];
}

function httpProblem(delivered: Delivered): string | undefined {
  if (delivered.status === 'answered') return undefined;
  return delivered.status === 'http error' ? WRONG : UNREACHABLE;
}

/** The client shows an error. */
function said(delivered: Delivered, text: string): Done {
  return { ok: true, answer: delivered, shown: { tone: 'error', text } };
}

/** The bot answered what no client understands: said to the person, and to whoever tests the bot. */
function broken(delivered: Delivered, problems: string[]): Done {
  return { ok: false, error: problems.join('\n'), answer: delivered, shown: { tone: 'error', text: WRONG } };
}

function defined(value: Record<string, unknown>): Record<string, never> {
  return Object.fromEntries(Object.entries(value).filter(([, inside]) => inside !== undefined)) as never;
}
