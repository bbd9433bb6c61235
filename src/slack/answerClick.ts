import type { types } from '@slack/bolt';
import { inTime } from '../ports/patience';
import type { Reply } from '../ui/reply';
import type { Request } from '../ui/request';
import { plain } from '../ui/text';
import { answered, type Desk, named } from './desk';
import { loadingModal, messageOf, modalOf, sentence } from './fromReply';
import { limits, waits } from './limits';
import type { ClickPayload, ViewPayload } from './payloads';
import { readPickers } from './readForm';
import type { RenderedMessage } from './renderCard';
import { refreshHome, showHome } from './showHome';
import { clickRequest } from './toRequest';
import { type Origin, readMemory } from './viewMemory';
import type { Shown } from './views';
import type { Listener } from './whisper';
import type { Words } from './words';

type Told = RenderedMessage | null;

/** One click under way: what was asked, what it will be answered with, and how Slack lets it be shown. */
interface Click {
  payload: ClickPayload;
  request: Request;
  reply: Promise<Reply>;
  words: Words;
  origin: Origin;
  /** The button opens something: where the answer is slow, "one moment" is shown before the trigger expires. */
  opens: boolean;
}

/** The click was acknowledged before; this answers it. */
export async function answerClick(desk: Desk, payload: ClickPayload): Promise<void> {
  const clicked = clickRequest(payload, desk.team());
  if (!clicked) return;
  const { request } = clicked;
  const reply = answered(desk, request);
  const words = await desk.wordsFor(request.from);
  if (request.kind === 'home') return showHome(desk, request, await reply, null);
  const origin = originOf(payload, request.channel);
  const click = { payload, request, reply, words, origin, opens: clicked.opens !== 'nothing' };
  if (payload.view?.type === 'modal') return inModal(desk, click, payload.view);
  if (payload.view?.type === 'home') return inHome(desk, click);
  return inMessage(desk, click);
}

/** Opens what belongs into a modal, whispers everything else. */
async function inMessage(desk: Desk, click: Click): Promise<void> {
  const opened = await openInTime(desk, click, (view) => desk.views.open(click.payload.trigger_id, view));
  const reply = await click.reply;
  if (opened) return finishOpened(desk, click, opened, reply, (told) => tell(desk, click, told));
  if (reply.kind !== 'form' && reply.kind !== 'replaceForm') {
    await tell(desk, click, messageOf(reply, click.words));
    return;
  }
  const shown = await desk.views.open(click.payload.trigger_id, modalOf(reply, click.origin, click.words));
  if (!shown.ok) await tell(desk, click, notOpened(desk, click, shown));
}

async function inModal(desk: Desk, click: Click, view: ViewPayload): Promise<void> {
  const { payload, request, words, origin } = click;
  const cover = (modal: types.ModalView) => pushOrReplace(desk, payload.trigger_id, view, modal);
  const opened = await openInTime(desk, click, cover);
  const reply = await click.reply;
  if (opened) return finishOpened(desk, click, opened, reply, (told) => tell(desk, click, told));
  const modal = modalOf(reply, origin, words);
  // What was done makes the modal under it stale, so it takes its place; the rest can be left again.
  const replaces = reply.kind === 'replaceForm' || reply.kind === 'done';
  const shown = replaces ? await desk.views.update(view.id, modal, view.hash) : await cover(modal);
  if (!shown.ok) {
    desk.log.warn({ ...named(request), why: shown.detail }, 'A modal could not be shown');
    if (shown.why !== 'changed') await tell(desk, click, messageOf(reply, words));
  }
  if (origin.home && reply.kind === 'done') await refreshHome(desk, request, origin.home, null);
}

/** App Home has no channel to whisper in: sentences go into a modal, or above the list. */
async function inHome(desk: Desk, click: Click): Promise<void> {
  const { payload, request, words, origin } = click;
  const chosen = origin.home ?? {};
  const open = (view: types.ModalView) => desk.views.open(payload.trigger_id, view);
  const opened = await openInTime(desk, click, open);
  const reply = await click.reply;
  if (reply.kind === 'done' && !opened) return refreshHome(desk, request, chosen, reply.text);
  const told = reply.kind === 'notice' ? reply.text : plain(words.tooLate);
  if (opened) return finishOpened(desk, click, opened, reply, () => refreshHome(desk, request, chosen, told));
  const shown = await open(modalOf(reply, origin, words));
  if (!shown.ok) await refreshHome(desk, request, chosen, told);
}

/** @returns the "one moment" modal when the answer took too long to wait for; null when it is there. */
async function openInTime(
  desk: Desk,
  click: Click,
  open: (view: types.ModalView) => Promise<Shown>,
): Promise<Shown | null> {
  if (!click.opens) return null;
  const early = await inTime(click.reply, waits.skeletonAfter);
  if (!early.late) return null;
  const shown = await open(loadingModal(click.origin, click.words));
  if (!shown.ok) desk.log.warn({ ...named(click.request), why: shown.detail }, 'A modal could not be opened');
  return shown;
}

/** The answer takes the place of "one moment"; if that could not be shown or was closed, it is told otherwise. */
async function finishOpened(
  desk: Desk,
  click: Click,
  opened: Shown,
  reply: Reply,
  tell: (told: Told) => unknown,
): Promise<void> {
  const { request, words, origin } = click;
  if (!opened.ok) {
    await tell(needsModal(reply) ? notOpened(desk, click, opened) : messageOf(reply, words));
    return;
  }
  const shown = await desk.views.update(opened.id, modalOf(reply, origin, words), opened.hash);
  if (shown.ok) return;
  desk.log.warn({ ...named(request), why: shown.detail }, 'A modal could not be filled in');
  // Who closed the modal does not want a form any more, but wants to know what happened.
  if (!needsModal(reply)) await tell(messageOf(reply, words));
  else if (shown.why === 'failed') await tell(notOpened(desk, click, shown));
}

function needsModal(reply: Reply): boolean {
  return reply.kind === 'form' || reply.kind === 'replaceForm';
}

function notOpened(desk: Desk, click: Click, shown: Extract<Shown, { ok: false }>) {
  desk.log.warn({ ...named(click.request), why: shown.detail }, 'A form could not be opened');
  return sentence(plain(click.words.tooLate));
}

/** On top while Slack lets it (three in all); then, or when the trigger is too old, in its place. */
async function pushOrReplace(
  desk: Desk,
  trigger: string,
  view: ViewPayload,
  modal: types.ModalView,
): Promise<Shown> {
  const pushed: Shown =
    depthOf(view) < limits.viewsInStack.max
      ? await desk.views.push(trigger, modal)
      : { ok: false, why: 'stackFull', detail: 'push_limit_reached' };
  if (pushed.ok || (pushed.why !== 'stackFull' && pushed.why !== 'tooLate')) return pushed;
  return desk.views.update(view.id, modal, view.hash);
}

/** 1 for the first modal of the stack. The payload names the first and the previous one, no number. */
export function depthOf(view: ViewPayload): number {
  if (!view.previous_view_id) return 1;
  return view.previous_view_id === view.root_view_id ? 2 : 3;
}

/** The channel or home in which it all began, however many modals lie between. */
function originOf(payload: ClickPayload, channel: string | null): Origin {
  if (payload.view?.type === 'home') return { channel: null, home: readPickers(payload.view) };
  return payload.view ? readMemory(payload.view.private_metadata) : { channel, home: null };
}

async function tell(desk: Desk, click: Click, told: Told): Promise<void> {
  if (told) await desk.whisper.tell(listenerOf(click, await click.reply), told);
}

function listenerOf({ payload, request }: Click, reply: Reply): Listener {
  // Another page of a private list takes the place of the one in which was clicked; nothing else may.
  const page = reply.kind === 'card' && request.kind === 'click' && 'page' in request.input;
  const { container, channel } = payload;
  return {
    user: payload.user.id,
    channel: channel?.id ?? container?.channel_id ?? null,
    thread: container?.thread_ts ?? null,
    responseUrl: payload.response_url ?? null,
    replaces: page && container?.is_ephemeral === true,
  };
}
