import type { types } from '@slack/bolt';
import type { Card, Piece } from '../ui/card';
import { cut } from '../ui/cut';
import type { Reply } from '../ui/reply';
import { plain, type Text, wordsOf } from '../ui/text';
import { typed } from '../ui/typed';
import { limits } from './limits';
import { blocksByField, type ViewState } from './readForm';
import { renderOptions } from './renderButtons';
import { COMMAND_PREFIX, type RenderedMessage, renderCard } from './renderCard';
import { renderForm, renderPage } from './renderForm';
import type { Origin } from './viewMemory';
import type { Words } from './words';

/** A reply as what Slack shows. Pure: who calls decides where it goes. */
type Options = Extract<Reply, { kind: 'options' }>['options'];

/** A reply inside a modal: a form as it is, everything else as a page that says it. */
export function modalOf(reply: Reply, origin: Origin, words: Words): types.ModalView {
  if (reply.kind === 'form' || reply.kind === 'replaceForm') return renderForm(reply.form, origin);
  return pageOf(piecesOf(reply, words), origin, words);
}

export function loadingModal(origin: Origin, words: Words): types.ModalView {
  return pageOf([{ kind: 'text', text: plain(words.loading) }], origin, words);
}

export function workingModal(origin: Origin, words: Words): types.ModalView {
  return pageOf([{ kind: 'text', text: plain(words.stillWorking) }], origin, words);
}

function pageOf(pieces: Piece[], origin: Origin, words: Words): types.ModalView {
  return renderPage({ title: words.title, close: words.close, pieces }, origin);
}

/** A reply as a private message; null when there is nothing to be said. */
export function messageOf(reply: Reply, words: Words): RenderedMessage | null {
  if (reply.kind === 'card') return renderCard(reply.card);
  if (reply.kind === 'done' && reply.text === null) return null;
  return sentenceMessage(piecesOf(reply, words));
}

export function sentence(text: Text): RenderedMessage {
  return sentenceMessage([{ kind: 'text', text }]);
}

function sentenceMessage(pieces: Piece[]): RenderedMessage {
  const summary = pieces.map((piece) => ('text' in piece ? textOf(piece.text) : '')).join(' ');
  return renderCard({ summary, pieces });
}

/** A sentence above the App Home, where there is no channel to whisper in. */
export function homeWith(card: Card, told: Text | null): Card {
  if (told === null) return card;
  return { ...card, pieces: [{ kind: 'context', items: [told] }, { kind: 'divider' }, ...card.pieces] };
}

function piecesOf(reply: Reply, words: Words): Piece[] {
  switch (reply.kind) {
    case 'card':
      return reply.card.pieces;
    case 'notice':
      return [{ kind: 'text', text: reply.text }];
    case 'done':
      return [{ kind: 'text', text: reply.text ?? plain(words.done) }];
    case 'fieldErrors':
      return Object.values(reply.errors).map((error) => ({ kind: 'text', text: plain(error) }));
    // A form belongs into a modal, options into a select: here only that it cannot be shown can be said.
    case 'form':
    case 'replaceForm':
    case 'options':
      return [{ kind: 'text', text: plain(words.tooLate) }];
  }
}

function textOf(text: Text | string): string {
  return typeof text === 'string' ? text : wordsOf(typed(text, COMMAND_PREFIX));
}

/** What answers a submit. `clear` closes every modal of the stack, and then `whisper` is told privately. */
export type SubmitAnswer =
  | { response_action: 'clear' }
  | { response_action: 'errors'; errors: Record<string, string> }
  | { response_action: 'update'; view: types.ModalView };

export function submitAnswer(reply: Reply, view: ViewState, origin: Origin, words: Words): SubmitAnswer {
  if (reply.kind === 'done') return { response_action: 'clear' };
  if (reply.kind === 'fieldErrors') {
    const errors = errorsByBlock(reply.errors, view);
    if (errors) return { response_action: 'errors', errors };
  }
  return { response_action: 'update', view: modalOf(reply, origin, words) };
}

/**
 * The sentences at the blocks of their fields. One for a field that the form does not have is shown at the first
 * field, so that it is not lost. @returns null when the form has no fields at all.
 */
function errorsByBlock(errors: Record<string, string>, view: ViewState): Record<string, string> | null {
  const blocks = blocksByField(view);
  const first = blocks.values().next().value;
  if (first === undefined) return null;
  const found: Record<string, string> = {};
  for (const [field, error] of Object.entries(errors)) {
    const block = blocks.get(field) ?? first;
    found[block] = cut([found[block], error].filter(Boolean).join(' '), limits.inputError.max);
  }
  return Object.keys(found).length > 0 ? found : { [first]: '–' };
}

export function optionsAnswer(options: Options): { options: types.PlainTextOption[] } {
  return { options: renderOptions(options).slice(0, limits.selectOptions.max) };
}
