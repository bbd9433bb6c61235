import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Patch } from '../../protocol';
import type { Slack } from '../slack';
import { patchFor, stateFor } from './stateFor';

/** The pages that are watching, each as one person. */
export class Live {
  private readonly server = new WebSocketServer({ noServer: true });
  private readonly pages = new Map<WebSocket, string>();

  constructor(private readonly slack: Slack) {
    slack.world.on((change) => {
      for (const [socket, user] of this.pages) {
        const patch = patchFor(slack, user, change);
        if (patch) send(socket, patch);
      }
    });
    for (const route of slack.routes) route.connect?.((patch) => this.toAll(patch));
  }

  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer, user: string): void {
    if (!this.slack.world.people.has(user)) {
      socket.end('HTTP/1.1 404 Not Found\r\nConnection: close\r\n\r\n');
      return;
    }
    this.server.handleUpgrade(request, socket, head, (page) => {
      this.pages.set(page, user);
      page.on('close', () => this.pages.delete(page));
      page.on('error', () => this.pages.delete(page));
      send(page, { kind: 'state', state: stateFor(this.slack, user) });
    });
  }

  close(): void {
    for (const page of this.pages.keys()) page.terminate();
    this.server.close();
  }

  private toAll(patch: Patch): void {
    for (const page of this.pages.keys()) send(page, patch);
  }
}

function send(socket: WebSocket, patch: Patch): void {
  if (socket.readyState === socket.OPEN) socket.send(JSON.stringify(patch));
}
