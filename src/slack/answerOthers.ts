import { inTime } from '../ports/patience';
import { plain } from '../ui/text';
import type { Acknowledge } from './answerSubmit';
import { answered, type Desk, named } from './desk';
import { messageOf, modalOf, optionsAnswer, sentence } from './fromReply';
import { waits } from './limits';
import type { CommandPayload, HomePayload, SuggestionPayload } from './payloads';
import { showHome } from './showHome';
import { commandRequest, homeRequest, optionsRequest } from './toRequest';

/** Choices while somebody types. Too late is the same as none: Slack shows that it found nothing. */
export async function answerOptions(desk: Desk, payload: SuggestionPayload, ack: Acknowledge): Promise<void> {
  const request = optionsRequest(payload, desk.team());
  const early = request && (await inTime(answered(desk, request), waits.acknowledgeBy));
  if (request && early?.late) desk.log.warn(named(request), 'Choices came too late to be shown');
  const reply = early && !early.late ? early.value : null;
  await ack(optionsAnswer(reply?.kind === 'options' ? reply.options : []));
}

/** A slash command, acknowledged before. */
export async function answerCommand(desk: Desk, payload: CommandPayload): Promise<void> {
  const request = commandRequest(payload, desk.team());
  const [reply, words] = await Promise.all([answered(desk, request), desk.wordsFor(request.from)]);
  let message = messageOf(reply, words);
  if (reply.kind === 'form' || reply.kind === 'replaceForm') {
    const shown = await desk.views.open(
      payload.trigger_id,
      modalOf(reply, { channel: request.channel, home: null }, words),
    );
    if (shown.ok) return;
    desk.log.warn({ ...named(request), why: shown.detail }, 'A form could not be opened');
    message = sentence(plain(words.tooLate));
  }
  const { user } = request.from;
  const responseUrl = payload.response_url ?? null;
  if (message) {
    await desk.whisper.tell(
      { user, channel: request.channel, thread: null, responseUrl, replaces: false },
      message,
    );
  }
}

/** Somebody looks at App Home. Its other tab, the messages, is a channel like any other. */
export async function answerHome(desk: Desk, payload: HomePayload, eventId: string): Promise<void> {
  if (payload.tab !== undefined && payload.tab !== 'home') return;
  const request = homeRequest(payload, desk.team(), eventId);
  await showHome(desk, request, await answered(desk, request), null);
}
