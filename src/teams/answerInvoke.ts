import { inTime } from '../ports/patience';
import { answerFetch, answerSubmit } from './answerDialog';
import { answerExecute, takePressedMessage } from './answerPress';
import { answered, type Desk, named, wordsFor } from './desk';
import { sayInDialog, searchAnswer, showError } from './fromReply';
import { type AskedBy, optionsRequest, pressOf } from './toRequest';
import type { Activity } from './transport/transport';
import { waits } from './waits';
import { whoAsks } from './whoAsks';
import type { Words } from './words';

/** Somebody waits for the answer. What is not ours is answered with nothing, which Teams takes for "all right". */
export async function answerInvoke(desk: Desk, activity: Activity): Promise<unknown> {
  const asked = await whoAsks(desk, activity);
  const words = await wordsFor(desk, asked);
  if (!asked.from) return unknownSender(activity.name, words);
  const by: AskedBy = { ...asked, from: asked.from };
  switch (activity.name) {
    case 'adaptiveCard/action':
      return answerExecute(desk, by, words);
    case 'task/fetch':
      return answerFetch(desk, by, words);
    case 'task/submit':
      return answerSubmit(desk, by, words);
    case 'application/search':
      return answerSearch(desk, by, words);
    case 'message/submitAction': {
      const press = pressOf(by, activity.value, false);
      if (press) await takePressedMessage(desk, by, press, words);
      return undefined;
    }
    default:
      desk.log.info({ name: activity.name }, 'An invoke that means nothing here');
      return undefined;
  }
}

/** Choices while somebody types. Too late is the same as none. */
async function answerSearch(desk: Desk, asked: AskedBy, words: Words) {
  const request = optionsRequest(asked, asked.activity.value);
  const early = request && (await inTime(answered(desk, request, words), waits.invoke));
  if (request && early?.late) desk.log.warn(named(request), 'Choices came too late to be shown');
  const reply = early && !early.late ? early.value : null;
  return searchAnswer(reply?.kind === 'options' ? reply.options : []);
}

function unknownSender(name: string | undefined, words: Words): unknown {
  if (name === 'adaptiveCard/action') return showError(words.notFromHere);
  if (name === 'task/fetch' || name === 'task/submit') return sayInDialog(words.notFromHere);
  return name === 'application/search' ? searchAnswer([]) : undefined;
}
