import { openView, publishView, pushView, updateView, type ViewAnswer } from '../views';
import { ApiError } from './apiError';
import { text } from './arguments';
import type { Call, Handler } from './call';

function answer(call: Call, result: ViewAnswer): Record<string, unknown> {
  if ('error' in result) throw ApiError.withMessages(result.error, result.messages);
  return { view: call.slack.shapes.view(result.view) };
}

const publish: Handler = (call) => {
  const { slack, args } = call;
  const user = text(args, 'user_id');
  if (!slack.world.people.has(user)) {
    throw ApiError.withMessages('invalid_arguments', ['[ERROR] user not found [json-pointer:/user_id]']);
  }
  return answer(call, publishView(slack, user, args.view, args.hash));
};

const update: Handler = (call) => {
  const { view_id: viewId, external_id: externalId, hash, view } = call.args;
  return answer(call, updateView(call.slack, { viewId, externalId, hash }, view));
};

export const viewMethods = {
  'views.open': (call) => answer(call, openView(call.slack, trigger(call), call.args.view)),
  'views.push': (call) => answer(call, pushView(call.slack, trigger(call), call.args.view)),
  'views.publish': publish,
  'views.update': update,
} satisfies Record<string, Handler>;

function trigger(call: Call): unknown {
  return call.args.trigger_id ?? call.args.interactivity_pointer;
}
