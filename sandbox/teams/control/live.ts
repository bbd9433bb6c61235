import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import type { TeamsPatch } from '../../teamsProtocol';
import type { Teams } from '../teams';
import { patchFor, stateFor } from './stateFor';

/** The pages that are watching, each as one person. */
export class Live {
  private readonly server = new WebSocketServer({ noServer: true });
  private readonly pages = new Map<WebSocket, string>();

  constructor(private readonly teams: Teams) {
    teams.world.on((change) => {
      for (const [socket, user] of this.pages) {
        const patch = patchFor(teams, user, change);
        if (patch) send(socket, patch);
      }
    });
  }

  /** The caller has checked token, Host and Origin. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer, user: string): void {
    if (!this.teams.world.people.has(user)) {
      socket.end('HTTP/1.1 404 Not Found\r\nConnection: close\r\n\r\n');
      return;
    }
    this.server.handleUpgrade(request, socket, head, (page) => {
      this.pages.set(page, user);
      page.on('close', () => this.pages.delete(page));
      page.on('error', () => this.pages.delete(page));
      send(page, { kind: 'state', state: stateFor(this.teams, user) });
    });
  }

  close(): void {
    for (const page of this.pages.keys()) page.terminate();
    this.server.close();
  }
}

function send(socket: WebSocket, patch: TeamsPatch): void {
  if (socket.readyState === socket.OPEN) socket.send(JSON.stringify(patch));
}
