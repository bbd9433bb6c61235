import type {
  AdaptiveCardJson,
  CardInputs,
  TeamsAct,
  TeamsActResult,
  TeamsDialogState,
  TeamsMessageState,
  TeamsState,
} from '../teamsProtocol';
import { findIn } from './cards/inputsOf';
import { act } from './control/act';
import { channelCalled } from './control/administer';
import { stateFor } from './control/stateFor';
import type { Teams } from './teams';

const ACTIONS = /^Action\.(Execute|Submit|OpenUrl)$/;

/** A person at the keyboard: the acts of the control interface, for tests in the same process. */
export class TeamsDriver {
  constructor(
    private readonly teams: Teams,
    /** Entra object id. */
    readonly id: string,
  ) {}

  /** What this person sees now. */
  get state(): TeamsState {
    return stateFor(this.teams, this.id);
  }

  /** The dialog that is open. */
  get dialog(): TeamsDialogState | null {
    return this.teams.world.dialogs.get(this.id) ?? null;
  }

  act(wanted: TeamsAct): Promise<TeamsActResult> {
    return act(this.teams, this.id, wanted);
  }

  /**
   * Writes into a channel (by name or id) or a chat (by id). Everybody whose `@Full Name` stands in the text is
   * mentioned, the bot by `@Postroom`.
   */
  message(
    place: string,
    text: string,
    more: { root?: string; mentions?: string[] } = {},
  ): Promise<TeamsActResult> {
    const mentions = more.mentions ?? this.namedIn(text);
    return this.act({ type: 'message', place: this.placeOf(place), text, ...more, mentions });
  }

  edit(place: string, id: string, text: string): Promise<TeamsActResult> {
    return this.act({ type: 'edit', place: this.placeOf(place), id, text });
  }

  delete(place: string, id: string): Promise<TeamsActResult> {
    return this.act({ type: 'delete', place: this.placeOf(place), id });
  }

  /** The messages of a place as this person sees them. */
  messages(place: string): TeamsMessageState[] {
    return this.state.messages[this.placeOf(place)] ?? [];
  }

  /** The card of a message as this person sees it. */
  card(place: string, id: string): AdaptiveCardJson | undefined {
    const found = this.messages(place).find((message) => message.id === id);
    return found?.ownCard ?? found?.card;
  }

  /** Titles of a card's buttons, the overflow menu's included. */
  buttons(place: string, id: string): string[] {
    return actionsIn(this.card(place, id)).map(({ title }) => String(title));
  }

  /** The button with this title, whichever kind of action it is. @throws Error when the card has none. */
  async click(place: string, id: string, title: string, inputs: CardInputs = {}): Promise<TeamsActResult> {
    const action = titled(this.card(place, id), title);
    const type = action.type === 'Action.Execute' ? 'execute' : 'submit';
    return this.act({ type, place: this.placeOf(place), message: id, action, inputs });
  }

  /** In the open dialog: by the button with this title, the first one without. Inputs that are left out keep their value. */
  async submit(inputs: CardInputs = {}, title?: string): Promise<TeamsActResult> {
    const card = this.dialog?.card;
    const action = title === undefined ? actionsIn(card)[0] : titled(card, title);
    if (!action) throw new Error(card ? 'The dialog has no button.' : 'No dialog is open.');
    return this.act({ type: 'dialogSubmit', action, inputs });
  }

  close(): Promise<TeamsActResult> {
    return this.act({ type: 'dialogClose' });
  }

  /** Types into the list with this input id: of the dialog, or of a message's card. */
  async search(
    input: string,
    text: string,
    where?: { place: string; message: string },
  ): Promise<TeamsActResult> {
    const at = where && { place: this.placeOf(where.place), message: where.message };
    const card = at ? this.card(at.place, at.message) : this.dialog?.card;
    const [found] = findIn(card, ({ id }) => id === input);
    const { dataset } = (found?.['choices.data'] ?? {}) as { dataset?: string };
    if (!dataset) throw new Error(`There is no list "${input}" whose choices are asked for.`);
    return this.act({ type: 'search', dataset, text, in: at ?? 'dialog' });
  }

  /** The card comes into view. */
  view(place: string, message: string): Promise<TeamsActResult> {
    return this.act({ type: 'view', place: this.placeOf(place), message });
  }

  openPersonal(): Promise<TeamsActResult> {
    return this.act({ type: 'openPersonal' });
  }

  private placeOf(nameOrId: string): string {
    return this.teams.world.places.has(nameOrId) ? nameOrId : channelCalled(this.teams, nameOrId).place.id;
  }

  private namedIn(text: string): string[] {
    const { app, people } = this.teams.world;
    const all = [
      ['bot', app.name] as const,
      ...[...people.values()].map(({ id, name }) => [id, name] as const),
    ];
    return all
      .map(([id, name]) => ({ id, at: text.indexOf(`@${name}`) }))
      .filter(({ at }) => at >= 0)
      .sort((one, other) => one.at - other.at)
      .map(({ id }) => id);
  }
}

function actionsIn(card: unknown): AdaptiveCardJson[] {
  return findIn(card, ({ type, title }) => ACTIONS.test(String(type)) && title !== undefined);
}

function titled(card: unknown, title: string): AdaptiveCardJson {
  const actions = actionsIn(card);
  const found = actions.find((action) => action.title === title);
  if (found) return found;
  const there = actions.map((action) => `"${action.title}"`).join(', ');
  throw new Error(`The card has no button "${title}", but ${there || 'none at all'}.`);
}
