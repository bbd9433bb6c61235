import type { Button, Card, Option, Piece } from '../ui/card';
import type { FieldValues, Form } from '../ui/form';
import type { Reply } from '../ui/reply';
import { plain, type Text, wordsOf } from '../ui/text';
import type { AdaptiveCard } from './cardJson';
import { inert } from './escape';
import { limits } from './limits';
import { choicesOf } from './renderChoices';
import { type Dialog, renderErrors, renderForm, renderPage } from './renderForm';
import type { Words } from './words';

/** A reply as what Teams shows. Pure: who calls decides where it goes. */
const CARD = 'application/vnd.microsoft.card.adaptive';

/** What answers an Action.Execute. Always HTTP 200: with any other status the client shows no error of ours. */
export interface ExecuteAnswer {
  statusCode: number;
  type: string;
  value: unknown;
}

/** In sentences, too, stand names that people gave themselves. */
function said(text: string): string {
  return inert(text, limits.text.max);
}

/** The card takes the place of the one that was pressed, for this person. */
export function showCard(card: AdaptiveCard): ExecuteAnswer {
  return { statusCode: 200, type: CARD, value: card };
}

export function showMessage(text: string): ExecuteAnswer {
  return { statusCode: 200, type: 'application/vnd.microsoft.activity.message', value: said(text) };
}

export function showError(message: string): ExecuteAnswer {
  const value = { code: 'BadRequest', message: said(message) };
  return { statusCode: 400, type: 'application/vnd.microsoft.error', value };
}

/** What answers task/fetch and task/submit; an empty body closes the dialog. */
export type DialogAnswer =
  | { task: { type: 'continue'; value: unknown } }
  | { task: { type: 'message'; value: string } }
  | undefined;

export function showDialog({ title, height, width, card }: Dialog): DialogAnswer {
  const attachment = { contentType: CARD, content: card };
  return { task: { type: 'continue', value: { title, height, width, card: attachment } } };
}

export function sayInDialog(text: string): DialogAnswer {
  return { task: { type: 'message', value: said(text) } };
}

/**
 * A reply inside a dialog.
 * @param submitted what was filled in, when it answers a form.
 * @param opening nothing is open yet: there has to be something to see.
 */
export function dialogAnswer(
  reply: Reply,
  words: Words,
  { submitted, opening }: { submitted?: FieldValues; opening: boolean },
): DialogAnswer {
  switch (reply.kind) {
    case 'form':
    case 'replaceForm':
      return showDialog(renderForm(reply.form, { locale: words.locale }));
    case 'card':
      return showDialog(renderPage({ title: words.title, pieces: reply.card.pieces }));
    case 'fieldErrors': {
      if (!reply.form) return sayInDialog(Object.values(reply.errors).join(' '));
      const values = typed(reply.form, submitted ?? {});
      return showDialog(renderErrors(reply.form, values, reply.errors, words.locale));
    }
    case 'done':
      if (reply.text === null && !opening) return undefined;
      return sayInDialog(reply.text === null ? words.done : wordsOf(reply.text));
    case 'notice':
      return sayInDialog(wordsOf(reply.text));
    case 'options':
      return sayInDialog(words.done);
  }
}

/** The form that comes back names whom a chosen account belongs to; one of nobody, and all else, stays as it was. */
function typed(form: Form, values: FieldValues): FieldValues {
  const named = new Set(
    form.fields.flatMap((field) => (field.kind === 'person' && field.initial ? [field.name] : [])),
  );
  return Object.fromEntries(Object.entries(values).filter(([name]) => !named.has(name)));
}

/** What answers a typeahead. */
export function searchAnswer(options: Option[]) {
  const results = choicesOf(options, limits.searchOptions.max);
  return {
    statusCode: 200,
    type: 'application/vnd.microsoft.search.searchResponse',
    value: { results },
  };
}

/** A reply as a private message; null when there is nothing to be said. */
export function privateCard(reply: Reply, words: Words): Card | null {
  switch (reply.kind) {
    case 'card':
      return reply.card;
    case 'form':
    case 'replaceForm':
      return reply.form.submit === null ? pageCard(reply.form) : openCard(reply.form, words);
    case 'done':
      return reply.text === null ? null : sentence(reply.text);
    case 'notice':
      return sentence(reply.text);
    case 'fieldErrors':
      return sentence(plain(Object.values(reply.errors).join(' ')));
    case 'options':
      return null;
  }
}

export function sentence(text: Text): Card {
  return { summary: wordsOf(text), pieces: [{ kind: 'text', text }] };
}

/** A page that was asked for by words: it is read where it was asked for. */
function pageCard(form: Form): Card {
  const heading: Piece = { kind: 'heading', text: plain(form.title) };
  return { summary: form.title, pieces: [heading, ...form.intro] };
}

/** Teams opens a window only when a button is pressed; the form is made anew then, without what was typed. */
function openCard(form: Form, words: Words): Card {
  const { action, conversationId, seenVersion } = form.token;
  const button: Button = {
    action,
    label: form.title,
    style: 'primary',
    input: {
      ...(conversationId !== null && { conversation: conversationId }),
      ...(seenVersion !== null && { version: seenVersion }),
    },
    opens: 'form',
  };
  return {
    summary: form.title,
    pieces: [
      { kind: 'text', text: plain(words.openHere) },
      { kind: 'buttons', buttons: [button] },
    ],
  };
}
