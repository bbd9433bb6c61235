import { call, type Refused, token } from './control';

export interface Snapshot<State> {
  /** `lost`: it was live and is trying again; the state is the last one known. */
  status: 'connecting' | 'live' | 'lost';
  state?: State;
  /** Why there is nothing to show: nobody has this id, or the sandbox is not running. */
  problem?: string;
}

/** What a connection is to: the Slack or the Teams side of the sandbox. */
export interface Side<State, Change> {
  /** Paths after `/control`. */
  live: string;
  state: string;
  apply(before: State, patch: Change): State;
  /** The whole state, where a patch carries it. */
  whole(patch: Change): State | undefined;
  /** A sentence for the person, where a patch is one. */
  notice(patch: Change): { level: 'info' | 'error'; text: string } | undefined;
  /** Whether a patch tells of something of which the state lacks a part, so that it must be read again. */
  lacks?(state: State, patch: Change, as: string): boolean;
}

const FRAME_MS = 16;

/**
 * The live connection of one person: keeps the state, applies patches, reconnects with growing pauses.
 * Every connection begins with a whole state, so nothing is missed after a break.
 */
export class Connection<State, Change> {
  private snapshot: Snapshot<State> = { status: 'connecting' };
  private socket?: WebSocket;
  private timer?: ReturnType<typeof setTimeout>;
  /** The newest state, drawn with the next frame. */
  private arrived?: State;
  private drawing?: ReturnType<typeof setTimeout>;
  private tries = 0;
  private closed = false;
  private readonly watchers = new Set<() => void>();
  private readonly listeners = new Set<(patch: Change) => void>();

  constructor(
    private readonly side: Side<State, Change>,
    private readonly as: string,
  ) {}

  open(): void {
    this.closed = false;
    const scheme = window.location.protocol === 'https:' ? 'wss' : 'ws';
    const query = new URLSearchParams({ as: this.as, token });
    const socket = new WebSocket(`${scheme}://${window.location.host}/control${this.side.live}?${query}`);
    this.socket = socket;
    socket.onmessage = (event) => this.receive(JSON.parse(String(event.data)) as Change);
    socket.onclose = () => {
      if (this.closed || this.socket !== socket) return;
      this.set({ ...this.snapshot, status: this.snapshot.state ? 'lost' : 'connecting' });
      void this.askWhy();
      this.tries += 1;
      this.timer = setTimeout(() => this.open(), Math.min(5000, 250 * 2 ** this.tries));
    };
  }

  close(): void {
    this.closed = true;
    clearTimeout(this.timer);
    clearTimeout(this.drawing);
    this.drawing = undefined;
    this.socket?.close();
  }

  /** For useSyncExternalStore. */
  readonly watch = (changed: () => void): (() => void) => {
    this.watchers.add(changed);
    return () => this.watchers.delete(changed);
  };

  readonly read = (): Snapshot<State> => this.snapshot;

  /** Hears every patch: for those that are events and not state (toasts, mail). */
  listen(listener: (patch: Change) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  private receive(patch: Change): void {
    this.tries = 0;
    const before = this.arrived ?? this.snapshot.state;
    const whole = this.side.whole(patch);
    if (whole) this.arrived = whole;
    else if (before) this.arrived = this.side.apply(before, patch);
    // A burst of mail is hundreds of patches: the page draws once for all that come within a frame.
    this.drawing ??= setTimeout(() => {
      this.drawing = undefined;
      const status = this.socket?.readyState === WebSocket.OPEN ? 'live' : this.snapshot.status;
      this.set({ status, state: this.arrived });
    }, FRAME_MS);
    if (this.arrived && this.side.lacks?.(this.arrived, patch, this.as)) {
      void this.readState().catch(() => undefined);
    }
    for (const listener of this.listeners) listener(patch);
  }

  /** A refused socket does not say why; asking for the state does. */
  private async askWhy(): Promise<void> {
    try {
      if (!this.snapshot.state) await this.readState();
      else await call('/faults');
    } catch (error) {
      const { status, message } = error as Refused;
      // The sandbox was started again and has another token: the page that it serves now carries that.
      if (status === 401 && this.snapshot.state) window.location.reload();
      else if (!this.snapshot.state) this.set({ status: 'connecting', problem: message });
    }
  }

  private async readState(): Promise<void> {
    const state = await call<State>(`${this.side.state}?as=${encodeURIComponent(this.as)}`);
    if (this.closed) return;
    this.arrived = state;
    this.set({ ...this.snapshot, state });
  }

  private set(next: Snapshot<State>): void {
    this.snapshot = next;
    for (const changed of this.watchers) changed();
  }
}
