import type { Called, Chat, ChatMethod, ThreadMessage } from '../../src/ports/chat';
import type { MessageAt } from '../../src/ports/people';
import type { ChannelRef } from '../../src/ports/rows';
import type { Card } from '../../src/ui/card';

export interface FakeMessage {
  ts: string;
  channel: string;
  thread: string | null;
  key: string;
  text: string;
  broadcast: boolean;
  /** Of an upload. */
  files?: string[];
}
type Failure = Exclude<Called<never>, { ok: true }>;
/** `done`: the call is carried out all the same, only its answer is lost. */
export type Fault = Failure & { done?: boolean };

/** A chat platform at the level of the port: remembers what stands where, fails as it is told. */
export class FakeChat implements Chat {
  messages: FakeMessage[] = [];
  calls: { method: string; channel: string | null; key: string | null; at: number }[] = [];
  files = new Map<string, string>();
  /** Asked at each call. */
  fault: (method: string, channel: string | null) => Fault | null = () => null;
  threads: Called<{ thread: string }[]> = { ok: true, value: [] };
  replies = new Map<string, Called<ThreadMessage[]>>();
  running = 0;
  mostAtOnce = 0;
  pace = { channelEveryMs: 0, channelBurst: 1, methodEveryMs: 0, methodBurst: 1 };
  private counter = 0;

  constructor(private readonly now: () => Date) {}

  post(to: ChannelRef, message: { card: Card; key: string; thread: string | null; broadcast: boolean }) {
    return this.call('post', to.channel, message.key, () => {
      const ts = `${++this.counter}.000`;
      const { key, thread, broadcast } = message;
      if (thread && !this.at(to.channel, thread)) return { ok: false, why: 'messageGone' } as const;
      const text = message.card.summary;
      this.messages.push({ ts, channel: to.channel, thread, key, text, broadcast });
      return { ok: true, value: { ts } } as const;
    });
  }

  update(at: ChannelRef, ts: string, card: Card, key: string) {
    return this.call('update', at.channel, key, () => {
      const message = this.at(at.channel, ts);
      if (!message) return { ok: false, why: 'messageGone' } as const;
      message.text = card.summary;
      return { ok: true, value: null } as const;
    });
  }

  remove(at: ChannelRef, ts: string) {
    return this.call('remove', at.channel, null, () => {
      const message = this.at(at.channel, ts);
      if (!message) return { ok: false, why: 'messageGone' } as const;
      this.messages.splice(this.messages.indexOf(message), 1);
      return { ok: true, value: null } as const;
    });
  }

  /** Null for a platform that takes no files. */
  upload: Chat['upload'] = (to, thread, files, comment) =>
    this.call('upload', to.channel, null, () => {
      const fileIds = files.map((file) => {
        const id = `F${++this.counter}`;
        this.files.set(id, `${file.name}: ${file.content.toString()}`);
        return id;
      });
      const ts = `${++this.counter}.000`;
      const message = { ts, channel: to.channel, thread, key: '', text: comment, broadcast: false };
      this.messages.push({ ...message, files: fileIds });
      return { ok: true, value: { ts, fileIds } } as const;
    });

  removeFiles(_installationId: string, fileIds: string[]) {
    return this.call('removeFiles', null, null, () => {
      for (const id of fileIds) this.files.delete(id);
      return { ok: true, value: null } as const;
    });
  }

  /** The last drawn Home of each user. */
  readonly homes = new Map<string, Card>();

  /** Set for a platform where Home is a message: where the next one stands. */
  homeStands: MessageAt | null = null;
  readonly homeCalls: { stands: MessageAt | null; afresh: boolean }[] = [];

  publishHome(_installationId: string, user: string, card: Card, stands: MessageAt | null, afresh: boolean) {
    return this.call('publishHome', null, null, () => {
      this.homes.set(user, card);
      this.homeCalls.push({ stands, afresh });
      return { ok: true, value: this.homeStands } as const;
    });
  }

  openDirect(_installationId: string, user: string) {
    return this.call(
      'openDirect',
      null,
      null,
      () => ({ ok: true, value: { channel: `D-${user}` } }) as const,
    );
  }

  findPosted(at: ChannelRef, key: string, thread: string | null, _since: Date, fileNames?: string[]) {
    return this.call('find', at.channel, key, () => {
      const message = this.messages.findLast(
        (one) =>
          one.channel === at.channel &&
          one.thread === thread &&
          (fileNames
            ? one.files?.every((id) => fileNames.includes(this.files.get(id)!.split(':')[0]!))
            : one.key === key),
      );
      return { ok: true, value: message ? { ts: message.ts, fileIds: message.files } : null } as const;
    });
  }

  repliesSince(at: ChannelRef, thread: string) {
    const answer = this.replies.get(thread) ?? { ok: true, value: [] };
    return this.call('replies', at.channel, thread, () => answer);
  }

  threadsSince(at: ChannelRef) {
    return this.call('threads', at.channel, null, () => this.threads);
  }

  budgets(method: ChatMethod) {
    return { method, ...this.pace };
  }

  texts(channel: string): string[] {
    return this.messages.filter((message) => message.channel === channel).map((message) => message.text);
  }

  private at(channel: string, ts: string): FakeMessage | undefined {
    return this.messages.find((message) => message.channel === channel && message.ts === ts);
  }

  private async call<T>(
    method: string,
    channel: string | null,
    key: string | null,
    work: () => Called<T>,
  ): Promise<Called<T>> {
    this.calls.push({ method, channel, key, at: this.now().getTime() });
    this.running += 1;
    this.mostAtOnce = Math.max(this.mostAtOnce, this.running);
    try {
      await new Promise((resolve) => setImmediate(resolve));
      const fault = this.fault(method, channel);
      if (!fault) return work();
      const { done, ...answer } = fault;
      if (done) work();
      return answer;
    } finally {
      this.running -= 1;
    }
  }
}
