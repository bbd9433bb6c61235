import { answer } from '../app/answer';
import type { App } from '../app/app';
import { channelChanged, connected, ownPostDisturbed, ownPostSeen } from '../app/chatEvents';
import { discuss, followDeletion, followEdit, followRestoring } from '../app/discuss';
import { homeAsked } from '../app/homeAsked';
import { patiently } from '../app/patiently';
import type { Admin } from '../ports/admin';
import type { Inbound } from '../ports/inbound';

/** What a person asked is answered at once, busy or not; what merely happened in chat is told once and must be kept. */
export function inboundOf(app: App, admin: Admin): Inbound {
  const kept = <T, R>(what: string, take: (app: App, told: T) => Promise<R>) => {
    const retried = (error: unknown) => app.log.warn({ what, err: error }, 'An event of chat is tried again');
    return (told: T) => patiently(() => take(app, told), retried);
  };
  return {
    answer: (request) => answer(app, request),
    messageWritten: kept('messageWritten', discuss),
    messageEdited: kept('messageEdited', followEdit),
    messageDeleted: kept('messageDeleted', followDeletion),
    messageRestored: kept('messageRestored', followRestoring),
    ownPostSeen: kept('ownPostSeen', ownPostSeen),
    ownPostDisturbed: kept('ownPostDisturbed', ownPostDisturbed),
    connected: kept('connected', connected),
    homeAsked: kept('homeAsked', homeAsked),
    installed: kept('installed', async (_app, { platform, team, teamName, botUser, reach }) => {
      const workspace = await admin.ensureWorkspace(teamName);
      await admin.ensureInstallation({ workspaceId: workspace.id, platform, team, botUser, reach });
    }),
    channelChanged: kept('channelChanged', channelChanged),
  };
}
