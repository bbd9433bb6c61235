import type { ChatUser, Request } from '../ui/request';
import { type Clicked, readButton, readMenu, readPicker } from './buttonCodes';
import { commandWords } from './commandWords';
import type { ClickPayload, CommandPayload, HomePayload, SubmitPayload, SuggestionPayload } from './payloads';
import { readForm, readPickers } from './readForm';
import { lookupOfElement } from './renderForm';
import { readMemory } from './viewMemory';

type Of<Kind extends Request['kind']> = Extract<Request, { kind: Kind }>;

/** What was clicked, whether a form or page opens, and the request that it makes. */
export interface ClickRequest {
  request: Of<'click'> | Of<'home'>;
  opens: Clicked['opens'];
}

/** @returns null for elements that are not ours, or that only fill in a form. */
export function clickRequest(payload: ClickPayload, team: string): ClickRequest | null {
  const action = payload.actions[0];
  if (!action) return null;
  const asked = {
    requestId: `slack:${team}:${payload.user.id}:${action.action_ts ?? payload.trigger_id}:${action.action_id}`,
    from: chatUser(team, payload.user.id),
    channel: channelOf(payload),
  };
  const inModal = payload.view?.type === 'modal';
  const option = action.selected_option?.value;
  const clicked = readButton(action.action_id, action.value) ?? readMenu(action.action_id, option);
  if (clicked) {
    return {
      request: { ...asked, kind: 'click', action: clicked.action, input: clicked.input, inModal },
      opens: clicked.opens,
    };
  }
  const picker = readPicker(action.action_id);
  if (picker === null || !option) return null;
  if (payload.view?.type === 'home') {
    const chosen = { ...readPickers(payload.view), [picker]: option };
    return { request: { ...asked, kind: 'home', chosen }, opens: 'nothing' };
  }
  return {
    request: { ...asked, kind: 'click', action: picker, input: { value: option }, inModal },
    opens: 'nothing',
  };
}

/** @returns null when the modal carries no form of ours. */
export function submitRequest(payload: SubmitPayload, team: string): Of<'submit'> | null {
  const { token, channel } = readMemory(payload.view.private_metadata);
  if (!token) return null;
  return {
    kind: 'submit',
    requestId: token.nonce,
    from: chatUser(team, payload.user.id),
    channel,
    token,
    values: readForm(payload.view),
  };
}

/** @returns null when the element asks for nothing of ours. */
export function optionsRequest(payload: SuggestionPayload, team: string): Of<'options'> | null {
  const lookup = lookupOfElement(payload.action_id);
  if (lookup === null) return null;
  const memory = readMemory(payload.view?.private_metadata);
  return {
    kind: 'options',
    // Nothing changes by being asked twice, so this only has to be different from the others.
    requestId: `slack:${team}:${payload.user.id}:options:${lookup}:${payload.value}`,
    from: chatUser(team, payload.user.id),
    channel: payload.channel?.id ?? memory.channel,
    lookup,
    query: payload.value,
    conversationId: memory.token?.conversationId ?? null,
  };
}

export function commandRequest(payload: CommandPayload, team: string): Of<'command'> {
  return {
    kind: 'command',
    requestId: `slack:${team}:${payload.user_id}:command:${payload.trigger_id}`,
    from: chatUser(team, payload.user_id),
    channel: payload.channel_id ?? null,
    words: commandWords(payload.text ?? ''),
  };
}

export function homeRequest(payload: HomePayload, team: string, eventId: string): Of<'home'> {
  return {
    kind: 'home',
    requestId: `slack:${team}:event:${eventId}`,
    from: chatUser(team, payload.user),
    channel: null,
    chosen: payload.view ? readPickers(payload.view) : {},
  };
}

export function chatUser(team: string, user: string): ChatUser {
  return { platform: 'slack', team, user };
}

/** The channel of the message, or the one in which the modal was asked for. */
function channelOf(payload: ClickPayload): string | null {
  return (
    payload.channel?.id ?? payload.container?.channel_id ?? readMemory(payload.view?.private_metadata).channel
  );
}
