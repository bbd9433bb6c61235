/** The part of hoodiecrow-imap 2.1.0 that the sandbox touches; the package has no types of its own. */
declare module 'hoodiecrow-imap' {
  import type { EventEmitter } from 'node:events';
  import type { Server, Socket } from 'node:net';

  namespace hoodiecrow {
    /** `raw` is a binary string: one character per octet. `internaldate` is IMAP's date-time text. */
    interface Message {
      uid: number;
      flags: string[];
      internaldate: string;
      raw: string;
      parsed?: unknown;
      ghost?: boolean;
    }

    interface Mailbox {
      path: string;
      namespace: string;
      uidvalidity: number;
      uidnext: number;
      flags: string[];
      subscribed: boolean;
      messages: Message[];
      folders?: Record<string, Mailbox>;
      'special-use'?: string;
    }

    interface Node {
      type: string;
      value: string;
      section?: Array<Node | Node[]>;
      partial?: number[];
    }

    interface Parsed {
      tag: string;
      command: string;
      attributes?: Array<Node | Node[]>;
    }

    interface Response {
      tag: string;
      command?: string;
      attributes?: unknown[];
      notification?: boolean;
      skipResponse?: boolean;
    }

    type CommandHandler = (
      connection: Connection,
      parsed: Parsed,
      data: string,
      callback: () => void,
    ) => void;

    interface Connection {
      server: ImapServer;
      socket: Socket | null;
      state: string;
      readOnly: boolean;
      selectedMailbox?: Mailbox | false;
      directNotifications: boolean;
      inputHandler: ((line: string) => void) | false;
      _notificationCallback: (notification: unknown) => void;
      send(
        response: Response,
        description: string,
        parsed?: Parsed | null,
        data?: string,
        extra?: unknown,
      ): void;
      scheduleCommand(data: string): void;
      processNotifications(): void;
      expungeSpecificMessages(
        mailbox: Mailbox,
        which: Message[] | ((message: Message) => boolean),
        ignoreSelf?: boolean,
        ignoreExists?: boolean,
      ): void;
    }

    interface ImapServer extends EventEmitter {
      server: Server;
      storage: Record<string, unknown>;
      folderCache: Record<string, Mailbox>;
      capabilities: Record<string, () => boolean>;
      connectionHandlers: Array<(connection: Connection) => void>;
      messageHandlers: Array<(server: ImapServer, message: Message, mailbox: Mailbox) => void>;
      outputHandlers: Array<
        (
          connection: Connection,
          response: Response,
          description: string,
          parsed: Parsed | null,
          data: string,
          extra: unknown,
        ) => void
      >;
      fetchHandlers: Record<string, (connection: Connection, message: Message, query: Node) => unknown>;
      searchHandlers: Record<
        string,
        (connection: Connection, message: Message, index: number, ...values: string[]) => boolean
      >;
      createClient(socket: Socket): void;
      registerCapability(keyword: string): void;
      setCommandHandler(command: string, handler: CommandHandler): void;
      getCommandHandler(command: string): CommandHandler | false;
      getMailbox(path: string): Mailbox | undefined;
      appendMessage(
        mailbox: Mailbox,
        flags: string[],
        internaldate: string,
        raw: string,
        ignore?: Connection,
      ): { mailbox: Mailbox; message: Message };
      createMailbox(path: string, existing?: Mailbox): void;
      deleteMailbox(path: string, keepContents?: boolean): void;
      processMailbox(path: string, mailbox: Mailbox, namespace: string): void;
      getMessageRange(
        mailbox: Mailbox | Message[] | string,
        range: string,
        isUid?: boolean,
      ): Array<[number, Message]>;
      notify(command: Response, mailbox?: Mailbox, ignore?: Connection | false): void;
    }

    interface Options {
      credentials?: object;
      plugins?: Array<string | ((server: ImapServer) => void)>;
      storage?: Record<string, unknown>;
      users?: Record<string, { password: string }>;
    }
  }

  function hoodiecrow(options?: hoodiecrow.Options): hoodiecrow.ImapServer;
  export = hoodiecrow;
}

declare module 'hoodiecrow-imap/lib/commands/handlers/fetch' {
  import type { Connection, Message, Node } from 'hoodiecrow-imap';

  const handlers: Record<string, (connection: Connection, message: Message, query: Node) => unknown>;
  export = handlers;
}
