import type { Act, ActResult, BlockJson, InputValue } from '../../protocol';
import { checkSuggestions } from '../blocks/checkElement';
import { isObject } from '../blocks/problems';
import { findElement, missingInputs, toValue } from '../inputs';
import { asCommandText } from '../personText';
import { postResponse } from '../responses';
import type { Slack } from '../slack';
import { findView, pushOn, replaceView, setStack, updateView } from '../views';
import type { StoredMessage, StoredView } from '../world';
import * as payloads from './payloads';
import type { Delivered } from './sockets';

type Done = Omit<ActResult, 'views'>;
type ActOf<T extends Act['type']> = Extract<Act, { type: T }>;

const suggestedFor = new WeakMap<Slack, Map<string, Record<string, unknown>[]>>();

/** A person clicks or chooses something in a message. */
export async function click(slack: Slack, user: string, act: ActOf<'click'>): Promise<Done> {
  const ephemeral = slack.world.ephemerals.get(user)?.find((one) => one.ts === act.ts);
  const message = ephemeral ?? slack.world.message(act.channel, act.ts);
  if (!message) return no('That message is gone.');
  if (!canSee(slack, user, message)) return no('That person is not in this channel.');
  const found = findElement(message.blocks ?? [], act.actionId, act.blockId);
  if (!found) return no(`The message has no element with the action_id "${act.actionId}".`);
  const value = chosen(slack, found.element, message.ts, act.value);
  if (value && 'refused' in value) return no(String(value.refused));
  const action = payloads.actionOf(slack, found.element, found.blockId, value);
  const payload = payloads.messageAction(slack, user, message, action, ephemeral !== undefined);
  return told(slack, user, await slack.delivery.now('interactive', payload));
}

/** A person clicks or chooses something in a modal or in the App Home. */
export async function clickInView(slack: Slack, user: string, act: ActOf<'clickInView'>): Promise<Done> {
  const view = own(slack, user, act.viewId);
  if (!view) return no('That view is not open any more.');
  const found = findElement(view.body.blocks, act.actionId, act.blockId);
  if (!found) return no(`The view has no element with the action_id "${act.actionId}".`);
  const value = chosen(slack, found.element, view.id, act.value);
  if (value && 'refused' in value) return no(String(value.refused));
  const kept = value ? remember(slack, view, found.blockId, act.actionId, value) : view;
  if (found.block.type === 'input' && found.block.dispatch_action !== true) return { ok: true };
  const action = payloads.actionOf(slack, found.element, found.blockId, value);
  const payload = payloads.viewAction(slack, user, kept, action);
  return told(slack, user, await slack.delivery.now('interactive', payload));
}

/** A person fills in; nothing is sent. */
export function viewInput(slack: Slack, user: string, act: ActOf<'viewInput'>): Done {
  const view = own(slack, user, act.viewId);
  if (!view) return no('That view is not open any more.');
  const filled = fill(slack, view, act.values);
  return 'refused' in filled ? no(filled.refused) : { ok: true };
}

/** A person submits the modal on top. */
export async function viewSubmit(slack: Slack, user: string, act: ActOf<'viewSubmit'>): Promise<Done> {
  const open = own(slack, user, act.viewId);
  if (open?.type !== 'modal') return no('That view is not open any more.');
  const view = fill(slack, open, act.values ?? {});
  if ('refused' in view) return no(view.refused);
  const missing = missingInputs(view.body.blocks, view.values);
  if (Object.keys(missing).length > 0) return refuse(slack, view, missing);
  replaceView(slack, { ...view, errors: undefined });
  const payload = payloads.viewSubmission(slack, user, view);
  const delivered = await slack.delivery.now('interactive', payload);
  const done = told(slack, user, delivered);
  return done.ok ? answered(slack, user, view, done, delivered.body ?? {}) : done;
}

function answered(
  slack: Slack,
  user: string,
  view: StoredView,
  done: Done,
  body: Record<string, unknown>,
): Done {
  const stack = slack.world.stacks.get(user) ?? [];
  const action = body.response_action;
  if (action === 'errors')
    return { ...refuse(slack, view, body.errors as Record<string, string>), ack: done.ack };
  if (action === 'clear') setStack(slack, user, []);
  else if (action === 'update' || action === 'push') {
    const answer =
      action === 'update'
        ? updateView(slack, { viewId: view.id }, body.view)
        : pushOn(slack, user, body.view);
    if ('error' in answer) {
      const why = [answer.error, ...(answer.messages ?? [])].join(' ');
      return failed(slack, user, done, `The app answered with a view that Slack refuses: ${why}`);
    }
  } else if (action === undefined) {
    setStack(
      slack,
      user,
      stack.filter((one) => one.id !== view.id),
    );
  } else return failed(slack, user, done, `Slack knows no response_action "${String(action)}".`);
  return { ...done, responseAction: (action as ActResult['responseAction']) ?? 'close' };
}

function refuse(slack: Slack, view: StoredView, errors: Record<string, string>): Done {
  // The app may have changed the view while it thought about the submit.
  const current = findView(slack, { viewId: view.id });
  if (current) replaceView(slack, { ...current, errors });
  return { ok: true, responseAction: 'errors', errors };
}

/** Cancel, or the X that closes everything. */
export async function viewClose(slack: Slack, user: string, act: ActOf<'viewClose'>): Promise<Done> {
  const view = own(slack, user, act.viewId);
  const stack = slack.world.stacks.get(user) ?? [];
  if (view?.type !== 'modal') return no('That view is not open any more.');
  const all = act.all === true || view.body.clear_on_close === true;
  const closing = all ? [...stack].reverse() : [view];
  setStack(slack, user, all ? [] : stack.filter((one) => one !== view));
  for (const one of closing) {
    if (one.body.notify_on_close !== true) continue;
    await slack.delivery.now('interactive', payloads.viewClosed(slack, user, one, all));
  }
  return { ok: true };
}

/** Options of an external select while a person types. */
export async function suggest(slack: Slack, user: string, act: ActOf<'suggest'>): Promise<Done> {
  const place = placeOf(slack, user, act);
  if (!place) return no('That view or message is not there any more.');
  const blocks = 'view' in place ? place.view.body.blocks : (place.message.blocks ?? []);
  const found = findElement(blocks, act.actionId, act.blockId);
  if (!found) return no(`There is no element with the action_id "${act.actionId}".`);
  const payload = payloads.suggestion(slack, user, act.actionId, found.blockId, act.value, place);
  const delivered = await slack.delivery.now('interactive', payload);
  const done = told(slack, user, delivered);
  if (!done.ok) return done;
  const wrong = checkSuggestions(delivered.body ?? {});
  if (wrong.length > 0)
    return failed(slack, user, done, `Slack refuses the options of the app: ${wrong.join(' ')}`);
  const groups = Array.isArray(delivered.body?.option_groups)
    ? (delivered.body.option_groups as { label: { text: string }; options: Record<string, unknown>[] }[])
    : [{ label: undefined, options: (delivered.body?.options ?? []) as Record<string, unknown>[] }];
  const options = groups.flatMap((group) =>
    group.options.map((option) => ({ option, group: group.label?.text })),
  );
  const key = `${'view' in place ? place.view.id : place.message.ts} ${act.actionId}`;
  suggested(slack).set(key, [...(suggested(slack).get(key) ?? []), ...options.map((one) => one.option)]);
  return {
    ...done,
    options: options.slice(0, 100).map(({ option, group }) => ({
      text: (option.text as { text: string }).text,
      value: String(option.value),
      ...(isObject(option.description) ? { description: String(option.description.text) } : {}),
      ...(group ? { group } : {}),
    })),
  };
}

/** A slash command; an answer in the acknowledgement is shown to the person. */
export async function command(slack: Slack, user: string, act: ActOf<'command'>): Promise<Done> {
  const known = slack.world.app.commands.find((one) => one.command === act.command);
  const channel = slack.world.channels.get(act.channel);
  if (!known) return no(`${act.command} is not a command of this app.`);
  if (!channel?.members.includes(user)) return no('That person is not in this channel.');
  if (act.thread) return no('Slack does not allow slash commands in threads.');
  const text = asCommandText(slack.world, act.text, known.escape ?? false);
  const payload = payloads.slashCommand(slack, user, channel, act.command, text);
  const delivered = await slack.delivery.now('slash_commands', payload);
  const done = told(slack, user, delivered);
  if (done.ok && delivered.body && (delivered.body.text || delivered.body.blocks)) {
    postResponse(slack, { user, channel: channel.id }, delivered.body);
  }
  return done;
}

/** A global or message shortcut. */
export async function shortcut(slack: Slack, user: string, act: ActOf<'shortcut'>): Promise<Done> {
  const known = slack.world.app.shortcuts.find((one) => one.callbackId === act.callbackId);
  const message = act.channel && act.ts ? slack.world.message(act.channel, act.ts) : undefined;
  if (!known) return no(`The app has no shortcut "${act.callbackId}".`);
  if (known.type === 'message' && !message) return no('A message shortcut needs a message.');
  const payload = payloads.shortcut(
    slack,
    user,
    act.callbackId,
    known.type === 'message' ? message : undefined,
  );
  return told(slack, user, await slack.delivery.now('interactive', payload));
}

function chosen(
  slack: Slack,
  element: BlockJson,
  place: string,
  input: InputValue | undefined,
): BlockJson | { refused: string } | undefined {
  if (element.type === 'button') return undefined;
  const options = suggested(slack).get(`${place} ${String(element.action_id)}`) ?? [];
  return toValue(element, input ?? null, options);
}

function fill(
  slack: Slack,
  view: StoredView,
  inputs: Record<string, InputValue>,
): StoredView | { refused: string } {
  let filled = view;
  for (const [key, input] of Object.entries(inputs)) {
    const found = findElement(view.body.blocks, undefined, key) ?? findElement(view.body.blocks, key);
    if (!found) return { refused: `The view has no input "${key}".` };
    const value = chosen(slack, found.element, view.id, input);
    if (!value) return { refused: `"${key}" is a button: click it.` };
    if ('refused' in value) return { refused: String(value.refused) };
    if (found.element.type === 'file_input') value.files = filesOf(slack, value.files);
    filled = remember(slack, filled, found.blockId, found.element.action_id, value as BlockJson);
  }
  return filled;
}

/** A file_input holds file objects; people name files by id. */
function filesOf(slack: Slack, ids: unknown): unknown[] {
  return (Array.isArray(ids) ? ids : []).flatMap((id) => {
    const file = slack.world.files.get(String(id));
    return file && !file.deleted ? [slack.shapes.file(file)] : [];
  });
}

function remember(
  slack: Slack,
  view: StoredView,
  blockId: string,
  actionId: string,
  value: BlockJson,
): StoredView {
  const values = { ...view.values, [blockId]: { ...view.values[blockId], [actionId]: value } };
  const next = { ...view, values };
  replaceView(slack, next);
  return next;
}

function suggested(slack: Slack): Map<string, Record<string, unknown>[]> {
  const map = suggestedFor.get(slack) ?? new Map();
  suggestedFor.set(slack, map);
  return map;
}

function placeOf(
  slack: Slack,
  user: string,
  act: ActOf<'suggest'>,
): { view: StoredView } | { message: StoredMessage } | undefined {
  if ('viewId' in act.in) {
    const view = own(slack, user, act.in.viewId);
    return view && { view };
  }
  const message = slack.world.message(act.in.channel, act.in.ts);
  return message && canSee(slack, user, message) ? { message } : undefined;
}

function own(slack: Slack, user: string, viewId: string): StoredView | undefined {
  const view = findView(slack, { viewId });
  return view?.user === user ? view : undefined;
}

function canSee(slack: Slack, user: string, message: StoredMessage): boolean {
  return slack.world.channels.get(message.channel)?.members.includes(user) ?? false;
}

function no(error: string): Done {
  return { ok: false, error };
}

function failed(slack: Slack, user: string, done: Done, text: string): Done {
  slack.world.tell({ kind: 'toast', user, level: 'error', text });
  return { ...done, ok: false, error: text };
}

const WHY = {
  timeout: 'The app did not acknowledge within 3 seconds.',
  'no app': 'No app is connected, so nothing happened.',
  'http error': 'The app answered with an error.',
};

/** Tells the person when the app did not acknowledge. */
function told(slack: Slack, user: string, delivered: Delivered): Done {
  const { status, ms, httpStatus } = delivered;
  const done: Done = { ok: true, ack: { status, ms, ...(httpStatus ? { httpStatus } : {}) } };
  return status === 'acknowledged' ? done : failed(slack, user, done, WHY[status]);
}
