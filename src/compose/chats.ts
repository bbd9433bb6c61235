import type { App } from '../app/app';
import type { Config } from '../config';
import type { Chat } from '../ports/chat';
import type { Inbound } from '../ports/inbound';
import type { ProfileOf } from '../ports/profiles';
import type { Installation } from '../ports/rows';
import { absentChat } from './absentChat';
import type { ChatPart, ChatSurroundings } from './chatPart';

/** The platforms that are configured; each is loaded only then (Microsoft's SDK alone takes half a second). */
export function chatParts(config: Config, app: App, inbound: Inbound): ChatPart[] {
  const around: ChatSurroundings = {
    inbound,
    log: app.log,
    localeOf: async (user) => {
      const person = await app.store.transaction((tx) => tx.people.byIdentity(user));
      return person?.locale ?? null;
    },
    timeScale: config.rehearsal.timeScale,
  };
  const parts: ChatPart[] = [];
  if (config.slack) {
    const { slackPart } = require('./slackPart') as typeof import('./slackPart');
    parts.push(slackPart(config.slack, around));
  }
  if (config.teams) {
    const { teamsPart } = require('./teamsPart') as typeof import('./teamsPart');
    const known = () => app.store.transaction((tx) => tx.mailboxes.installationsOn('teams'));
    parts.push(teamsPart(config.teams, known, around));
  }
  return parts;
}

export function chatOf(parts: ChatPart[], installation: Installation): Chat {
  const part = parts.find(({ platform }) => platform === installation.platform);
  return part ? part.chat(installation) : absentChat(installation.platform);
}

export function profilesOf(parts: ChatPart[]): ProfileOf {
  return async (user) =>
    (await parts.find(({ platform }) => platform === user.platform)?.profileOf(user)) ?? null;
}
