import { randomBytes } from 'node:crypto';
import { checkView } from './blocks/checkView';
import { Problems } from './blocks/problems';
import { initialValues } from './inputs';
import { withIds } from './json';
import { LIMITS } from './limits';
import type { Slack } from './slack';
import type { StoredView } from './world';

export type ViewAnswer = { view: StoredView } | { error: string; messages?: string[] };

/** The first modal of a person's stack. One that is open already gives way. */
export function openView(slack: Slack, triggerId: unknown, body: unknown): ViewAnswer {
  const problem = checked(slack, body, 'modal');
  if (problem) return problem;
  const trigger = slack.triggers.exchange(triggerId);
  if ('error' in trigger) return expired(slack, triggerId, trigger.error);
  const view = build(slack, trigger.user, body, 'modal');
  setStack(slack, trigger.user, [view]);
  return { view };
}

/** A modal on top of the one in which the person acted. */
export function pushView(slack: Slack, triggerId: unknown, body: unknown): ViewAnswer {
  const problem = checked(slack, body, 'modal');
  if (problem) return problem;
  const trigger = slack.triggers.exchange(triggerId);
  if ('error' in trigger) return expired(slack, triggerId, trigger.error);
  return pushOn(slack, trigger.user, body);
}

/** The same as an answer to a submit, without a trigger. */
export function pushOn(slack: Slack, user: string, body: unknown): ViewAnswer {
  const stack = slack.world.stacks.get(user) ?? [];
  const below = stack.at(-1);
  if (!below) return { error: 'not_found' };
  if (stack.length > LIMITS.viewsPushed.max) return { error: 'push_limit_reached' };
  const view = build(slack, user, body, 'modal');
  view.rootViewId = below.rootViewId;
  view.previousViewId = below.id;
  setStack(slack, user, [...stack, view]);
  return { view };
}

/** Replaces what an open view shows; what was typed stays where block_id and action_id stay. */
export function updateView(
  slack: Slack,
  which: { viewId?: unknown; externalId?: unknown; hash?: unknown },
  body: unknown,
): ViewAnswer {
  const found = findView(slack, which);
  const problem = checked(slack, body, found?.type ?? 'modal', found?.id);
  if (problem) return problem;
  if (!found) return { error: 'not_found' };
  if (which.hash !== undefined && which.hash !== null && which.hash !== found.hash) {
    return { error: 'hash_conflict' };
  }
  const next = build(slack, found.user, body, found.type);
  const values = { ...next.values };
  for (const [blockId, actions] of Object.entries(next.values)) {
    for (const [actionId, value] of Object.entries(actions)) {
      const before = found.values[blockId]?.[actionId];
      if (before?.type === value.type) values[blockId] = { ...values[blockId], [actionId]: before };
    }
  }
  const { id, rootViewId, previousViewId } = found;
  const view: StoredView = { ...next, id, rootViewId, previousViewId, values };
  replaceView(slack, view);
  return { view };
}

/** App Home of one person. */
export function publishView(slack: Slack, user: string, body: unknown, hash: unknown): ViewAnswer {
  const before = slack.world.homes.get(user);
  const problem = checked(slack, body, 'home', before?.id);
  if (problem) return problem;
  if (before && hash !== undefined && hash !== null && hash !== before.hash)
    return { error: 'hash_conflict' };
  const view = build(slack, user, body, 'home');
  if (before) {
    view.id = before.id;
    view.rootViewId = before.id;
  }
  slack.world.putHome(view);
  return { view };
}

export function replaceView(slack: Slack, view: StoredView): void {
  if (view.type === 'home') {
    slack.world.putHome(view);
    return;
  }
  const stack = slack.world.stacks.get(view.user) ?? [];
  setStack(
    slack,
    view.user,
    stack.map((one) => (one.id === view.id ? view : one)),
  );
}

export function setStack(slack: Slack, user: string, stack: StoredView[]): void {
  slack.world.stacks.set(user, stack);
  slack.world.tell({ kind: 'views', user });
}

/** An open modal or a home, by id or external id. */
export function findView(
  slack: Slack,
  which: { viewId?: unknown; externalId?: unknown },
): StoredView | undefined {
  const all = [...[...slack.world.stacks.values()].flat(), ...slack.world.homes.values()];
  if (which.viewId) return all.find((view) => view.id === which.viewId);
  return which.externalId ? all.find((view) => view.externalId === which.externalId) : undefined;
}

function checked(
  slack: Slack,
  body: unknown,
  type: 'modal' | 'home',
  updates?: string,
): { error: string; messages?: string[] } | undefined {
  const problems = new Problems();
  if (!checkView(problems, body, type)) return { error: 'view_too_large' };
  if (problems.messages.length > 0) return { error: 'invalid_arguments', messages: problems.messages };
  const externalId = (body as { external_id?: string }).external_id;
  const other = externalId ? findView(slack, { externalId }) : undefined;
  if (other && other.id !== updates) return { error: 'duplicate_external_id' };
  return undefined;
}

function build(slack: Slack, user: string, body: unknown, type: 'modal' | 'home'): StoredView {
  const given = body as Record<string, unknown>;
  const blocks = withIds(given.blocks, () => randomBytes(4).toString('base64url').slice(0, 5));
  const id = slack.world.newId('V');
  return {
    id,
    type,
    user,
    body: { ...given, blocks },
    hash: `${Math.floor(Date.now() / 1000)}.${randomBytes(4).toString('hex')}`,
    values: initialValues(blocks),
    rootViewId: id,
    externalId: String(given.external_id ?? ''),
  };
}

function expired(slack: Slack, triggerId: unknown, error: string): ViewAnswer {
  const user = slack.triggers.ownerOf(triggerId);
  if (user && error === 'expired_trigger_id') {
    const text = 'The app took longer than 3 seconds to open its form: the trigger has expired.';
    slack.world.tell({ kind: 'toast', user, level: 'error', text });
  }
  return { error };
}
