import { inTime } from '../ports/patience';
import type { Reply } from '../ui/reply';
import type { Request } from '../ui/request';
import { answered, type Desk, named } from './desk';
import { messageOf, modalOf, submitAnswer, workingModal } from './fromReply';
import { waits } from './limits';
import type { SubmitPayload } from './payloads';
import { refreshHome } from './showHome';
import { submitRequest } from './toRequest';
import { type Origin, readMemory } from './viewMemory';
import type { Words } from './words';

export type Acknowledge = (answer?: unknown) => Promise<unknown>;

/** A submit is answered in its acknowledgement, for which Slack waits 3 s; what takes longer replaces it later. */
export async function answerSubmit(desk: Desk, payload: SubmitPayload, ack: Acknowledge): Promise<void> {
  const request = submitRequest(payload, desk.team());
  if (!request) {
    await ack();
    return;
  }
  const origin = readMemory(payload.view.private_metadata);
  const reply = answered(desk, request);
  const words = await desk.wordsFor(request.from);
  const early = await inTime(reply, waits.acknowledgeBy);
  if (early.late) {
    await acknowledged(desk, request, ack, {
      response_action: 'update',
      view: workingModal(origin, words),
    });
    await showLate(desk, request, payload, await reply, words);
    return;
  }
  const answer = submitAnswer(early.value, payload.view, origin, words);
  const arrived = await acknowledged(desk, request, ack, answer);
  // Unless the answer stands in the modal, it is told where the form was asked for.
  if (early.value.kind === 'done' || !arrived) await tell(desk, request, origin, early.value, words);
}

/** @returns whether Slack took it; the connection may have broken, or another delivery was answered before. */
async function acknowledged(
  desk: Desk,
  request: Request,
  ack: Acknowledge,
  answer: unknown,
): Promise<boolean> {
  try {
    await ack(answer);
    return true;
  } catch (error) {
    const why = error instanceof Error ? error.message : 'unknown';
    desk.log.warn({ ...named(request), why }, 'A submit could not be acknowledged');
    return false;
  }
}

async function showLate(
  desk: Desk,
  request: Request,
  payload: SubmitPayload,
  reply: Reply,
  words: Words,
): Promise<void> {
  const origin = readMemory(payload.view.private_metadata);
  const shown = await desk.views.update(payload.view.id, modalOf(reply, origin, words));
  if (shown.ok) return;
  desk.log.warn({ ...named(request), why: shown.detail }, 'A late answer could not be shown in its modal');
  await tell(desk, request, origin, reply, words);
}

async function tell(desk: Desk, request: Request, origin: Origin, reply: Reply, words: Words): Promise<void> {
  if (origin.home && reply.kind === 'done') return refreshHome(desk, request, origin.home, reply.text);
  const message = messageOf(reply, words);
  if (!message) return;
  const { user } = request.from;
  await desk.whisper.tell(
    { user, channel: request.channel, thread: null, responseUrl: null, replaces: false },
    message,
  );
}
