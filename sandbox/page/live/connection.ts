import type { ControlState, Patch } from '../../protocol';
import { applyPatch } from './applyPatch';
import { call, type Refused, token } from './control';

export interface Snapshot {
  /** `lost`: it was live and is trying again; the state is the last one known. */
  status: 'connecting' | 'live' | 'lost';
  state?: ControlState;
  /** Why there is nothing to show: nobody has this id, or the sandbox is not running. */
  problem?: string;
}

const FRAME_MS = 16;

type Listener = (patch: Patch) => void;

/**
 * The live connection of one person: keeps the state, applies patches, reconnects with growing pauses.
 * Every connection begins with a whole state, so nothing is missed after a break.
 */
export class Connection {
  private snapshot: Snapshot = { status: 'connecting' };
  private socket?: WebSocket;
  private timer?: ReturnType<typeof setTimeout>;
  /** The newest state, drawn with the next frame. */
  private arrived?: ControlState;
  private drawing?: ReturnType<typeof setTimeout>;
  private tries = 0;
  private closed = false;
  private readonly watchers = new Set<() => void>();
  private readonly listeners = new Set<Listener>();

  constructor(private readonly as: string) {}

  open(): void {
    this.closed = false;
    const scheme = window.location.protocol === 'https:' ? 'wss' : 'ws';
    const query = new URLSearchParams({ as: this.as, token });
    const socket = new WebSocket(`${scheme}://${window.location.host}/control/live?${query}`);
    this.socket = socket;
    socket.onmessage = (event) => this.receive(JSON.parse(String(event.data)) as Patch);
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

  readonly read = (): Snapshot => this.snapshot;

  /** Hears every patch: for those that are events and not state (toasts, mail). */
  listen(listener: Listener): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  private receive(patch: Patch): void {
    this.tries = 0;
    const before = this.arrived ?? this.snapshot.state;
    if (patch.kind === 'state') this.arrived = patch.state;
    else if (before) this.arrived = applyPatch(before, patch);
    // A burst of mail is hundreds of patches: the page draws once for all that come within a frame.
    this.drawing ??= setTimeout(() => {
      this.drawing = undefined;
      const status = this.socket?.readyState === WebSocket.OPEN ? 'live' : this.snapshot.status;
      this.set({ status, state: this.arrived });
    }, FRAME_MS);
    // Whoever joins a channel has none of its messages yet.
    const joined = patch.kind === 'channel' && patch.channel.members.includes(this.as);
    if (joined && !this.arrived?.messages[patch.channel.id]) void this.readState().catch(() => undefined);
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
    const state = await call<ControlState>(`/state?as=${encodeURIComponent(this.as)}`);
    if (this.closed) return;
    this.arrived = state;
    this.set({ ...this.snapshot, state });
  }

  private set(next: Snapshot): void {
    this.snapshot = next;
    for (const changed of this.watchers) changed();
  }
}
