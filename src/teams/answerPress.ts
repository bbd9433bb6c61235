import { inTime } from '../ports/patience';
import type { Reply } from '../ui/reply';
import type { Request } from '../ui/request';
import { plain, wordsOf } from '../ui/text';
import { answered, type Desk, named } from './desk';
import { drawCard, HOME_KEY } from './drawCard';
import { type ExecuteAnswer, privateCard, sentence, showCard, showError, showMessage } from './fromReply';
import { noteOwnPost } from './ownPost';
import { tell } from './privately';
import { REFRESH } from './renderButtons';
import { type AskedBy, homeRequest, type Press, pressOf, record, redrawRequest } from './toRequest';
import { waits } from './waits';
import type { Words } from './words';

/** An Action.Execute: a button that does something at once, a picker, or a client that wants the card as it is now. */
export async function answerExecute(desk: Desk, asked: AskedBy, words: Words): Promise<ExecuteAnswer> {
  const press = pressOf(asked, record(record(asked.activity.value).action).data, false);
  if (!press) return showError(words.notFromHere);
  noteOwnPost(desk, asked, press.pressed.post);
  const reply = answered(desk, press.request, words);
  const early = await inTime(reply, waits.press);
  if (early.late) {
    desk.log.warn(named(press.request), 'A click took too long to be answered at once');
    // Their client asked by itself, and asks again when it shows the card again: nobody waits for it.
    if (isRefresh(press)) return showMessage(words.stillWorking);
    desk.running.start(
      async () => tellLate(desk, asked, await reply, words),
      (error) => desk.log.error({ ...named(press.request), why: String(error) }, 'A late answer was lost'),
    );
    return showMessage(words.stillWorking);
  }
  return executeAnswer(desk, asked, press, early.value, words);
}

function isRefresh({ pressed }: Press): boolean {
  return pressed.action === REFRESH;
}

async function executeAnswer(
  desk: Desk,
  asked: AskedBy,
  press: Press,
  reply: Reply,
  words: Words,
): Promise<ExecuteAnswer> {
  switch (reply.kind) {
    case 'card':
      return showCard(await drawnFor(desk, asked, press, reply));
    case 'done':
      return reply.text === null ? redrawn(desk, asked, press, words) : showMessage(wordsOf(reply.text));
    case 'notice':
      return reply.tone === 'info' ? showMessage(wordsOf(reply.text)) : showError(wordsOf(reply.text));
    case 'fieldErrors':
      return showError(Object.values(reply.errors).join(' '));
    case 'form':
    case 'replaceForm':
      // No window opens from here: a button that does is sent instead.
      await tell(desk, asked, privateCard(reply, words));
      return showMessage(words.openHere);
    case 'options':
      return showMessage(words.done);
  }
}

/** What was done shows in the card at once, for this person; everybody else's follows when it is posted. */
async function redrawn(desk: Desk, asked: AskedBy, press: Press, words: Words): Promise<ExecuteAnswer> {
  const { post } = press.pressed;
  if (post === null) return showMessage(words.done);
  const request: Request = post === HOME_KEY ? homeRequest(asked, press.chosen) : redrawRequest(asked, post);
  const early = await inTime(answered(desk, request, words), waits.redraw);
  if (early.late || early.value.kind !== 'card') return showMessage(words.done);
  return showCard(await drawnFor(desk, asked, press, early.value));
}

async function drawnFor(desk: Desk, asked: AskedBy, press: Press, reply: Extract<Reply, { kind: 'card' }>) {
  const { activity, tenant } = asked;
  const at = { tenant, reach: desk.reaches.of(tenant) };
  const { card } = await drawCard(reply.card, press.pressed.post, [activity.from.id], at);
  return card;
}

async function tellLate(desk: Desk, asked: AskedBy, reply: Reply, words: Words): Promise<void> {
  await tell(desk, asked, privateCard(reply, words));
}

/** A button on a client that knows no Action.Execute: it comes as a message, and nobody waits for its answer. */
export async function takePressedMessage(
  desk: Desk,
  asked: AskedBy,
  press: Press,
  words: Words,
): Promise<void> {
  noteOwnPost(desk, asked, press.pressed.post);
  if (press.pressed.confirm) {
    // Such a client could not open the window that asks either.
    await tell(desk, asked, sentence(plain(words.notFromHere)));
    return;
  }
  const reply = await answered(desk, press.request, words);
  if (!isRefresh(press)) await tell(desk, asked, privateCard(reply, words));
}
