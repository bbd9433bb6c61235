import { inTime } from '../ports/patience';
import type { FieldValues } from '../ui/form';
import type { Request } from '../ui/request';
import { answered, type Desk, named } from './desk';
import { type DialogAnswer, dialogAnswer, privateCard, sayInDialog, showDialog } from './fromReply';
import { noteOwnPost } from './ownPost';
import { tell } from './privately';
import { renderConfirm } from './renderForm';
import { type AskedBy, pressOf, record, submitRequest } from './toRequest';
import { waits } from './waits';
import type { Words } from './words';

/** A button that opens something: a form, a page, or the question whether it is meant. */
export async function answerFetch(desk: Desk, asked: AskedBy, words: Words): Promise<DialogAnswer> {
  const press = pressOf(asked, record(asked.activity.value).data, false);
  if (!press) return sayInDialog(words.notFromHere);
  noteOwnPost(desk, asked, press.pressed.post);
  const question = renderConfirm(press.pressed);
  if (question) return showDialog(question);
  return dialogReply(desk, asked, press.request, words, { opening: true });
}

/** The open dialog's form was sent, or one of its buttons was pressed. */
export async function answerSubmit(desk: Desk, asked: AskedBy, words: Words): Promise<DialogAnswer> {
  const { data } = record(asked.activity.value);
  const submit = submitRequest(asked, data);
  if (submit) return dialogReply(desk, asked, submit, words, { opening: false, submitted: submit.values });
  const press = pressOf(asked, data, true);
  // What closes a page carries nothing.
  if (!press) return undefined;
  const question = renderConfirm(press.pressed);
  if (question) return showDialog(question);
  return dialogReply(desk, asked, press.request, words, { opening: false });
}

async function dialogReply(
  desk: Desk,
  asked: AskedBy,
  request: Request,
  words: Words,
  how: { opening: boolean; submitted?: FieldValues },
): Promise<DialogAnswer> {
  const reply = answered(desk, request, words);
  const early = await inTime(reply, waits.invoke);
  if (!early.late) return dialogAnswer(early.value, words, how);
  desk.log.warn(named(request), 'A dialog took too long to be answered at once');
  desk.running.start(
    async () => tell(desk, asked, privateCard(await reply, words)),
    (error) => desk.log.error({ ...named(request), why: String(error) }, 'A late answer was lost'),
  );
  return sayInDialog(words.stillWorking);
}
