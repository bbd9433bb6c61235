import type { Locale } from '../locales/locale';
import { words } from '../locales/say';
import type { Option } from '../ui/card';
import { cut, printable } from '../ui/cut';
import type { Field } from '../ui/form';
import { plain } from '../ui/text';
import type { Element } from './cardJson';
import { inert, readsAsMarkdown, withoutMarkdown } from './escape';
import { datasetOf, inputId, knownPerson } from './inputIds';
import { limits } from './limits';
import { encodedValue } from './readForm';
import { type Choice, choicesOf, choiceTitle } from './renderChoices';
import { type Look, richText } from './renderText';

const HINT: Look = { isSubtle: true, size: 'Small' };
const WRONG: Look = { color: 'Attention', size: 'Small' };
/** Microsoft's own search over the people of the organisation. */
const PEOPLE = 'graph.microsoft.com/users';

/** How much of fields is shown, when everything would be too much. */
export interface FieldRoom {
  options: number;
  text: number;
}

export interface FieldContext {
  conversationId: string | null;
  locale: Locale;
  error?: string;
  /** Picked before, in a people picker. */
  account?: string;
  room: FieldRoom;
}

/** A field as its input, with its hint below and what is wrong with it in red. */
export function renderField(field: Field, context: FieldContext): Element[] {
  const { locale, error } = context;
  const input = inputOf(field, context);
  const label = inert(field.label, limits.inputLabel.max) || '–';
  if (!input) {
    // Nothing to choose from: an empty list could never be sent, so it is said instead.
    return present([richText(plain(`${field.label}: –`), limits.inputLabel.max), wrong(error)]);
  }
  const missing = 'options' in field ? field.options.length - context.room.options : 0;
  const hint = [field.hint?.trim(), missing > 0 ? `… (+${missing})` : ''].filter(Boolean).join(' ');
  return present([
    {
      ...input,
      label,
      ...(!field.optional && { isRequired: true, errorMessage: words(locale, 'pages.required') }),
    },
    wrong(error),
    hint ? below(richText(plain(hint), limits.inputHint.max, HINT)) : null,
  ]);
}

/** The id under which a field's value comes back. */
export function fieldId(field: Field): string {
  return inputId(field.kind, field.name);
}

/** A sentence about something wrong, as it stands under a field. */
export function wrong(error: string | undefined): Element | null {
  return error ? below(richText(plain(error), limits.inputError.max, WRONG)) : null;
}

function below(element: Element | null): Element | null {
  return element && { ...element, spacing: 'Small' };
}

function present(elements: (Element | null)[]): Element[] {
  return elements.filter((element) => element !== null);
}

function inputOf(field: Field, { conversationId, account, room }: FieldContext): Element | null {
  const id = fieldId(field);
  switch (field.kind) {
    case 'line':
    case 'lines': {
      const max = Math.max(1, Math.min(field.maxLength, limits.inputText.max));
      return {
        type: 'Input.Text',
        id,
        isMultiline: field.kind === 'lines',
        maxLength: max,
        ...(field.initial && { value: cut(field.initial, Math.min(max, room.text)) }),
        ...hintInside(field.placeholder),
      };
    }
    case 'choice': {
      const choices = choicesOf(field.options, room.options);
      if (choices.length === 0) return null;
      const chosen = choices.find((choice) => choice.value === field.initial);
      return {
        type: 'Input.ChoiceSet',
        id,
        style: choiceStyle(choices),
        choices,
        ...(chosen && { value: chosen.value }),
        ...hintInside(field.placeholder),
      };
    }
    case 'search': {
      const [initial] = choicesOf(field.initial ? [field.initial] : [], 1);
      return {
        type: 'Input.ChoiceSet',
        id,
        style: 'filtered',
        choices: initial ? [initial] : [],
        'choices.data': { type: 'Data.Query', dataset: datasetOf(field.lookup, conversationId) },
        ...(initial && { value: initial.value }),
        ...hintInside(field.placeholder),
      };
    }
    case 'person':
      return personInput(field, id, account, room.options);
    case 'check':
      return checkInput(field, id, room.options);
  }
}

/** People of ours without an account in Teams, and the one filled in beforehand, are choices; all others Teams finds. */
function personInput(
  field: Extract<Field, { kind: 'person' }>,
  id: string,
  account: string | undefined,
  most: number,
): Element {
  const { initial, offered = [] } = field;
  const value = initial && initial.value !== '' ? knownPerson(initial.value) : null;
  const others = offered.filter((one) => one.value !== '' && one.value !== initial?.value).slice(0, most);
  return {
    type: 'Input.ChoiceSet',
    id,
    isMultiSelect: false,
    choices: [...(initial && value ? [initial] : []), ...others].map((one) => ({
      title: choiceTitle(one),
      value: knownPerson(one.value),
    })),
    'choices.data': { type: 'Data.Query', dataset: PEOPLE },
    ...((value ?? account) && { value: value ?? account }),
    ...hintInside(field.placeholder),
  };
}

/** Few stand open, unless a client would read formats out of them; many can be searched as one types. */
function choiceStyle(choices: Choice[]): 'expanded' | 'filtered' | 'compact' {
  if (choices.length > limits.searchOptions.max) return 'filtered';
  const open = choices.length <= limits.expandedChoices.max;
  return open && choices.every(({ title }) => !readsAsMarkdown(title)) ? 'expanded' : 'compact';
}

/** Clients read the titles of boxes as Markdown, whatever we would like. */
function checkInput(field: Extract<Field, { kind: 'check' }>, id: string, most: number): Element | null {
  const options = field.options.filter((option: Option) => option.value !== '').slice(0, most);
  if (options.length === 0) return null;
  const chosen = options.filter((option) => field.initial?.includes(option.value));
  return {
    type: 'Input.ChoiceSet',
    id,
    isMultiSelect: true,
    style: 'expanded',
    choices: options.map((option) => ({
      title: withoutMarkdown(printable(option.label).trim() || '–', limits.choiceText.max) || '–',
      value: encodedValue(option.value),
    })),
    ...(chosen.length > 0 && { value: chosen.map((option) => encodedValue(option.value)).join(',') }),
  };
}

function hintInside(placeholder: string | undefined): { placeholder?: string } {
  return placeholder?.trim() ? { placeholder: inert(placeholder, limits.placeholder.max) } : {};
}
