import type { Act, ActResult, ControlState, ViewState, ViewValues } from '../protocol';
import { act } from './control/act';
import { stateFor } from './control/stateFor';
import type { Slack } from './slack';

type Rest<T extends Act['type']> = Omit<Extract<Act, { type: T }>, 'type'>;

/** A person at the keyboard: the acts of the control interface, for tests in the same process. */
export class Driver {
  constructor(
    private readonly slack: Slack,
    readonly id: string,
  ) {}

  /** What this person sees now. */
  get state(): ControlState {
    return stateFor(this.slack, this.id);
  }

  /** The modal on top, if one is open. */
  get modal(): ViewState | undefined {
    return this.state.views.at(-1);
  }

  act(wanted: Act): Promise<ActResult> {
    return act(this.slack, this.id, wanted);
  }

  message(channel: string, text: string, more: Partial<Rest<'message'>> = {}): Promise<ActResult> {
    return this.act({ type: 'message', channel, text, ...more });
  }

  edit(channel: string, ts: string, text: string): Promise<ActResult> {
    return this.act({ type: 'edit', channel, ts, text });
  }

  delete(channel: string, ts: string): Promise<ActResult> {
    return this.act({ type: 'delete', channel, ts });
  }

  click(
    channel: string,
    ts: string,
    actionId: string,
    more: Partial<Rest<'click'>> = {},
  ): Promise<ActResult> {
    return this.act({ type: 'click', channel, ts, actionId, ...more });
  }

  /** In the modal on top, or in the view that is named. */
  clickInView(actionId: string, more: Partial<Rest<'clickInView'>> = {}): Promise<ActResult> {
    return this.act({ type: 'clickInView', viewId: this.modal?.id ?? '', actionId, ...more });
  }

  fill(values: ViewValues): Promise<ActResult> {
    return this.act({ type: 'viewInput', viewId: this.modal?.id ?? '', values });
  }

  submit(values?: ViewValues): Promise<ActResult> {
    return this.act({ type: 'viewSubmit', viewId: this.modal?.id ?? '', values });
  }

  close(all = false): Promise<ActResult> {
    return this.act({ type: 'viewClose', viewId: this.modal?.id ?? '', all });
  }

  /** Types into an external select of the modal on top, or of a message. */
  suggest(actionId: string, value: string, where?: { channel: string; ts: string }): Promise<ActResult> {
    return this.act({ type: 'suggest', actionId, value, in: where ?? { viewId: this.modal?.id ?? '' } });
  }

  command(channel: string, command: string, text = ''): Promise<ActResult> {
    return this.act({ type: 'command', channel, command, text });
  }

  shortcut(callbackId: string, at: { channel?: string; ts?: string } = {}): Promise<ActResult> {
    return this.act({ type: 'shortcut', callbackId, ...at });
  }

  openHome(): Promise<ActResult> {
    return this.act({ type: 'openHome' });
  }

  openDm(user: string): Promise<ActResult> {
    return this.act({ type: 'openDm', user });
  }

  react(channel: string, ts: string, name: string, remove = false): Promise<ActResult> {
    return this.act({ type: 'reaction', channel, ts, name, remove });
  }
}
