import { LIMITS } from '../limits';
import { checkMentions } from './checkMentions';
import { officialProblems, PROPERTIES } from './official';

type Json = Record<string, unknown>;

/** Where a card is shown. A dialog is a form: it knows no Action.Execute and does not refresh itself. */
export type CardPlace = 'message' | 'dialog';

/** Properties that hold further elements: which kind stands in each. */
const CHILDREN: Record<
  string,
  Record<string, 'element' | 'action' | 'Column' | 'TableRow' | 'TableCell' | 'inline'>
> = {
  AdaptiveCard: { body: 'element', actions: 'action' },
  Container: { items: 'element' },
  Column: { items: 'element' },
  TableCell: { items: 'element' },
  ColumnSet: { columns: 'Column' },
  Table: { rows: 'TableRow' },
  TableRow: { cells: 'TableCell' },
  ActionSet: { actions: 'action' },
  RichTextBlock: { inlines: 'inline' },
};

/** Allowed besides the parser's own properties, and looked into where that matters. */
const MORE: Record<string, string[]> = {
  AdaptiveCard: ['msteams', 'metadata'],
  ImageSet: ['images'],
  'Input.ChoiceSet': ['choices.data'],
  Image: ['msteams'],
  'Action.ShowCard': ['card'],
  'Action.Submit': ['msteams'],
};

const NO_FALLBACK = ['AdaptiveCard', 'TextRun', 'TableRow'];

interface Walk {
  place: CardPlace;
  problems: string[];
  inputs: Map<string, string>;
  texts: string[];
}

/** Sentences, each beginning with a JSON path, about everything that Teams would refuse or not show. */
export function checkCard(card: unknown, place: CardPlace, known: (id: string) => boolean): string[] {
  const walk: Walk = { place, problems: [], inputs: new Map(), texts: [] };
  if (!isObject(card)) return ['$: a card is a JSON object'];
  if (card.type !== 'AdaptiveCard') return ['$.type: must be "AdaptiveCard"'];
  checkHead(walk, card);
  checkObject(walk, card, 'AdaptiveCard', '$');
  walk.problems.push(...checkMentions(card, walk.texts, known));
  if (walk.problems.length === 0)
    walk.problems.push(...officialProblems(card).map((message) => `$: ${message}`));
  return walk.problems;
}

function checkHead({ place, problems }: Walk, card: Json): void {
  const version = /^1\.\d$/.test(String(card.version)) ? Number(card.version) : Number.NaN;
  if (!(version <= LIMITS.cardVersion.max))
    problems.push(`$.version: "1.0" to "${LIMITS.cardVersion.max}", not ${JSON.stringify(card.version)}`);
  if (card.authentication !== undefined) problems.push('$.authentication: is for message extensions only');
  if (card.refresh === undefined) return;
  if (place === 'dialog') problems.push('$.refresh: a dialog does not refresh itself');
  const { action, userIds } = isObject(card.refresh) ? card.refresh : {};
  if (!isObject(action) || action.type !== 'Action.Execute')
    problems.push('$.refresh.action: must be an Action.Execute');
  if (userIds === undefined) return;
  if (!Array.isArray(userIds) || userIds.some((id) => !String(id).startsWith('29:')))
    problems.push('$.refresh.userIds: an array of "29:…" ids');
  else if (userIds.length > LIMITS.refreshUserIds.max)
    problems.push(`$.refresh.userIds: at most ${LIMITS.refreshUserIds.max}, not ${userIds.length}`);
}

function checkObject(walk: Walk, value: unknown, type: string, path: string): void {
  const { problems } = walk;
  if (!isObject(value)) {
    problems.push(`${path}: must be an object`);
    return;
  }
  const properties = PROPERTIES[type];
  if (!properties) {
    problems.push(`${path}.type: there is no ${JSON.stringify(type)} in version 1.5`);
    return;
  }
  const children = CHILDREN[type] ?? {};
  const known = [...properties, ...Object.keys(children), ...(MORE[type] ?? [])];
  if (!NO_FALLBACK.includes(type)) known.push('fallback');
  for (const key of Object.keys(value))
    if (!known.includes(key)) problems.push(`${path}.${key}: ${type} has no such property in version 1.5`);
  for (const [key, kind] of Object.entries(children)) checkChildren(walk, value[key], kind, `${path}.${key}`);
  if (typeof value.text === 'string') walk.texts.push(value.text);
  else if (['TextBlock', 'TextRun'].includes(type)) problems.push(`${path}.text: must be text`);
  for (const key of ['selectAction', 'inlineAction'])
    if (value[key]) checkAction(walk, value[key], `${path}.${key}`);
  if (isObject(value.fallback) && !type.startsWith('Action.'))
    checkObject(walk, value.fallback, String(value.fallback.type), `${path}.fallback`);
  if (type.startsWith('Input.')) checkInput(walk, value, type, path);
  if (type === 'FactSet') checkFacts(walk, value.facts, path);
}

function checkChildren(walk: Walk, value: unknown, kind: string, path: string): void {
  if (value === undefined) return;
  if (!Array.isArray(value)) {
    walk.problems.push(`${path}: must be an array`);
    return;
  }
  value.forEach((one, index) => {
    const at = `${path}[${index}]`;
    if (kind === 'inline' && typeof one === 'string') walk.texts.push(one);
    else if (kind === 'action') checkAction(walk, one, at);
    else if (kind === 'element' || kind === 'inline')
      checkObject(walk, one, String(isObject(one) ? one.type : typeof one), at);
    else checkObject(walk, one, kind, at);
  });
  if (kind !== 'action') return;
  const primary = value.filter((one) => isObject(one) && one.mode !== 'secondary').length;
  if (primary > LIMITS.primaryActions.max)
    walk.problems.push(`${path}: at most ${LIMITS.primaryActions.max} primary actions, not ${primary}`);
}

function checkAction(walk: Walk, value: unknown, path: string): void {
  const type = String(isObject(value) ? value.type : typeof value);
  if (!isObject(value) || !type.startsWith('Action.')) {
    walk.problems.push(`${path}: must be an action, not ${type}`);
    return;
  }
  checkObject(walk, value, type, path);
  if (type === 'Action.Execute' && walk.place === 'dialog')
    walk.problems.push(`${path}: a dialog knows Action.Submit, not Action.Execute`);
  if (type === 'Action.OpenUrl' && !/^(https?:|mailto:|tel:)/i.test(String(value.url)))
    walk.problems.push(`${path}.url: must be a web address, mailto: or tel:`);
  if (type === 'Action.ShowCard') checkObject(walk, value.card, 'AdaptiveCard', `${path}.card`);
  const { fallback } = value;
  if (fallback !== undefined && fallback !== 'drop') checkAction(walk, fallback, `${path}.fallback`);
}

function checkInput({ problems, inputs }: Walk, value: Json, type: string, path: string): void {
  const { id } = value;
  if (typeof id !== 'string' || id === '') problems.push(`${path}.id: an input needs an id`);
  else if (inputs.has(id)) problems.push(`${path}.id: "${id}" is also at ${inputs.get(id)}`);
  else inputs.set(id, path);
  if (value.isRequired === true && !value.label) problems.push(`${path}.label: a required input needs one`);
  if (type !== 'Input.ChoiceSet') return;
  const data = value['choices.data'];
  if (data !== undefined && (!isObject(data) || data.type !== 'Data.Query' || !data.dataset))
    problems.push(`${path}.choices.data: must be a Data.Query with a dataset`);
  if (data === undefined && !(Array.isArray(value.choices) && value.choices.length > 0))
    problems.push(`${path}.choices: must be an array with something to choose`);
  for (const [index, choice] of (Array.isArray(value.choices) ? value.choices : []).entries())
    if (!isObject(choice) || typeof choice.title !== 'string' || typeof choice.value !== 'string')
      problems.push(`${path}.choices[${index}]: needs title and value, both text`);
}

function checkFacts({ problems, texts }: Walk, facts: unknown, path: string): void {
  for (const [index, fact] of (Array.isArray(facts) ? facts : []).entries()) {
    if (isObject(fact) && typeof fact.title === 'string' && typeof fact.value === 'string')
      texts.push(fact.title, fact.value);
    else problems.push(`${path}.facts[${index}]: needs title and value, both text`);
  }
}

export function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
