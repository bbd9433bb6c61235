import type { Inbound } from '../src/ports/inbound';
import type { Log } from '../src/ports/log';
import type { Reply } from '../src/ui/reply';
import type { Request } from '../src/ui/request';

/** Stands for everything behind a chat adapter: records what came in; answers as the test says. */
export class Inside implements Inbound {
  readonly requests: Request[] = [];
  readonly told: { what: string; with: unknown }[] = [];
  /** Whether a post that is seen stands somewhere else already. */
  duplicates = false;
  /** Whether somebody who asks for their Home is known. */
  knows = true;
  answers: (request: Request) => Reply | Promise<Reply> = () => ({ kind: 'done', text: null });

  async answer(request: Request): Promise<Reply> {
    this.requests.push(request);
    return this.answers(request);
  }

  messageWritten = this.record('messageWritten');
  messageEdited = this.record('messageEdited');
  messageDeleted = this.record('messageDeleted');
  messageRestored = this.record('messageRestored');
  ownPostSeen = async (value: unknown) => {
    this.told.push({ what: 'ownPostSeen', with: value });
    return { duplicate: this.duplicates };
  };
  ownPostDisturbed = this.record('ownPostDisturbed');
  connected = this.record('connected');
  homeAsked = async (value: unknown) => {
    this.told.push({ what: 'homeAsked', with: value });
    return { known: this.knows };
  };
  installed = this.record('installed');
  channelChanged = this.record('channelChanged');

  of(what: string): unknown[] {
    return this.told.filter((one) => one.what === what).map((one) => one.with);
  }

  private record(what: string): (value: unknown) => Promise<void> {
    return async (value) => {
      this.told.push({ what, with: value });
    };
  }
}

export class RecordedLog implements Log {
  readonly lines: string[] = [];
  info = this.line('info');
  warn = this.line('warn');
  error = this.line('error');
  debug = this.line('debug');

  private line(level: string): Log['info'] {
    return (fields, message) => this.lines.push(`${level} ${message} ${JSON.stringify(fields)}`);
  }
}
