import {
  type Action,
  AdaptiveCard,
  type CardElement,
  CardObjectRegistry,
  ExecuteAction,
  GlobalRegistry,
  GlobalSettings,
  type Input,
  OpenUrlAction,
  SerializationContext,
  Strings,
  SubmitAction,
  Versions,
} from 'adaptivecards';
import type { AdaptiveCardJson, CardInputs } from '../../../teamsProtocol';
import { ChoiceField } from './ChoiceField';
import { markdownToHtml } from './cardMarkdown';
import { teamsHostConfig } from './teamsHostConfig';

GlobalSettings.useMarkdownInRadioButtonAndCheckbox = false;
Strings.defaults.overflowButtonText = () => '…';
Strings.defaults.overflowButtonTooltip = () => 'More options';

/** The names that the card being drawn mentions: the renderer asks for Markdown without saying of which card. */
let mentioned = new Set<string>();
AdaptiveCard.onProcessMarkdown = (text, result) => {
  result.outputHtml = markdownToHtml(text, mentioned);
  result.didProcess = true;
};

const elements = new CardObjectRegistry<CardElement>();
GlobalRegistry.populateWithDefaultElements(elements);
elements.register('Input.ChoiceSet', ChoiceField);
const actions = new CardObjectRegistry<Action>();
GlobalRegistry.populateWithDefaultActions(actions);
/** Of an old client: it takes the fallback of every Action.Execute. */
const oldActions = new CardObjectRegistry<Action>();
GlobalRegistry.populateWithDefaultActions(oldActions);
oldActions.unregister('Action.Execute');

export interface CardDoings {
  /** False: an old client. */
  universal: boolean;
  /** @param action as it stands in the card @param inputs what the inputs hold, without empty ones */
  onAction(kind: 'execute' | 'submit', action: AdaptiveCardJson, inputs: CardInputs): void;
  onLink(address: string): void;
  /** The "…" button: actions that are not shown as buttons. */
  onOverflow(actions: readonly Action[], button: HTMLElement): void;
}

export interface RenderedCard {
  element: HTMLElement;
  /** Choices that the page draws. */
  fields: ChoiceField[];
}

/**
 * Draws an Adaptive Card with Microsoft's renderer, as a client of version 1.5 does.
 * @throws Error with a sentence when the card cannot be drawn
 */
export function renderCard(json: AdaptiveCardJson, doings: CardDoings): RenderedCard {
  const sources = new WeakMap<Action, AdaptiveCardJson>();
  const context = new SerializationContext(Versions.v1_5);
  context.setElementRegistry(elements);
  context.setActionRegistry(doings.universal ? actions : oldActions);
  context.onParseAction = (action, source) => sources.set(action, sourceOf(action, source));

  const card = new AdaptiveCard();
  card.hostConfig = teamsHostConfig;
  card.onAnchorClicked = (_element, anchor) => {
    doings.onLink(anchor.href);
    return true;
  };
  card.onDisplayOverflowActionMenu = (list, button) => {
    if (button) doings.onOverflow(list, button);
    return true;
  };
  card.onExecuteAction = (action) => {
    if (action instanceof OpenUrlAction) {
      if (action.url) doings.onLink(action.url);
    } else if (action instanceof SubmitAction || action instanceof ExecuteAction) {
      const kind = action instanceof SubmitAction ? 'submit' : 'execute';
      const wanted = Object.values(action.getReferencedInputs() as Record<string, Input>);
      doings.onAction(kind, sources.get(action) ?? {}, inputsOf(wanted));
    }
  };
  card.parse(json, context);
  mentioned = mentionedIn(json);
  const element = card.render();
  if (!element) throw new Error('This card has nothing that can be shown.');
  // The renderer cuts what lies outside of its boxes: the ring of a focused button, too.
  for (const set of element.querySelectorAll('.ac-actionSet')) {
    if (set.parentElement) set.parentElement.style.overflow = 'visible';
  }
  const inputs = card.getAllInputs();
  for (const input of inputs) {
    if (input.renderedElement && input.id) input.renderedElement.dataset.input = input.id;
  }
  const fields = inputs.filter((one): one is ChoiceField => one instanceof ChoiceField && one.isDrawn);
  return { element, fields };
}

/** The JSON of an action; of its fallback, where that was taken. */
function sourceOf(action: Action, source: AdaptiveCardJson): AdaptiveCardJson {
  const { fallback } = source;
  const taken = source.type !== action.getJsonTypeName() && typeof fallback === 'object' && fallback !== null;
  return taken ? sourceOf(action, fallback as AdaptiveCardJson) : source;
}

function inputsOf(inputs: Input[]): CardInputs {
  return Object.fromEntries(
    inputs.filter((one) => one.id && one.isSet()).map((one) => [one.id as string, String(one.value)]),
  );
}

/** Names that `msteams.entities` of the card mentions. */
function mentionedIn(json: AdaptiveCardJson): Set<string> {
  const { entities } = (json.msteams ?? {}) as { entities?: { type?: string; text?: string }[] };
  const texts = (entities ?? []).filter((one) => one.type === 'mention').map((one) => one.text ?? '');
  return new Set(texts.map((text) => text.replace(/^<at>|<\/at>$/g, '')));
}
