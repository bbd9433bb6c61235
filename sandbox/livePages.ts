import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';

/** What a page is told first. */
interface Views<Patch> {
  knows(user: string): boolean;
  /** Everything as this person sees it. */
  whole(user: string): Patch;
}

/** The pages that are watching one side of the sandbox, each as one person. */
export class LivePages<Patch> {
  private readonly server = new WebSocketServer({ noServer: true });
  private readonly pages = new Map<WebSocket, string>();

  constructor(private readonly views: Views<Patch>) {}

  /** The caller has checked token, Host and Origin. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer, user: string): void {
    if (!this.views.knows(user)) {
      socket.end('HTTP/1.1 404 Not Found\r\nConnection: close\r\n\r\n');
      return;
    }
    this.server.handleUpgrade(request, socket, head, (page) => {
      this.pages.set(page, user);
      page.on('close', () => this.pages.delete(page));
      page.on('error', () => this.pages.delete(page));
      send(page, this.views.whole(user));
    });
  }

  /** Tells every page what its person may know of something; undefined is nothing. */
  tell(patchFor: (user: string) => Patch | undefined): void {
    for (const [page, user] of this.pages) {
      const patch = patchFor(user);
      if (patch) send(page, patch);
    }
  }

  close(): void {
    for (const page of this.pages.keys()) page.terminate();
    this.server.close();
  }
}

function send(page: WebSocket, patch: unknown): void {
  if (page.readyState === page.OPEN) page.send(JSON.stringify(patch));
}
