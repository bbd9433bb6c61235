import type { App } from '@slack/bolt';
import type { Log } from '../ports/log';
import { answerClick } from './answerClick';
import { answerCommand, answerHome, answerOptions } from './answerOthers';
import { type Acknowledge, answerSubmit } from './answerSubmit';
import type { Desk } from './desk';
import {
  CHANNEL_EVENTS,
  type EventDesk,
  type MessageEvent,
  takeChannelEvent,
  takeMembership,
  takeMessage,
  takeMetadata,
} from './events';
import type { ClickPayload, CommandPayload, HomePayload, SubmitPayload, SuggestionPayload } from './payloads';
import { FORM_CALLBACK } from './renderForm';

/** The slash commands of the manifest. */
export const COMMANDS = ['/inbox'] as const;

/** Event types (without the `message.` kinds, which all arrive as `message`) that are handled here. */
export const EVENTS = [
  'message',
  'message_metadata_posted',
  'app_home_opened',
  'member_joined_channel',
  'member_left_channel',
  ...(Object.keys(CHANNEL_EVENTS) as (keyof typeof CHANNEL_EVENTS)[]),
] as const;

/** Tells Bolt what to do with each delivery. Acknowledging comes first, whatever happens then. */
export function registerHandlers(app: App, desk: Desk & EventDesk): void {
  const { log, running } = desk;
  const work = (what: string, go: () => Promise<unknown>) => running.start(go, failed(log, what));
  // Acknowledged before they are handled, events do not come again: what they are handed to tries patiently.
  const inLine = (what: string, line: string, go: () => Promise<unknown>) =>
    running.inLine(line, () => desk.gapNoted().then(go), failed(log, what));

  /** The connection may have ended meanwhile; what was asked is done all the same. */
  const acknowledge = (ack: () => Promise<void>) => ack().catch(failed(log, 'acknowledging'));

  app.action({ type: 'block_actions' }, async ({ ack, body }) => {
    await acknowledge(ack);
    await work('click', () => answerClick(desk, body as unknown as ClickPayload));
  });
  app.view(FORM_CALLBACK, ({ ack, body }) =>
    work('submit', () => answerSubmit(desk, body as unknown as SubmitPayload, ack as Acknowledge)),
  );
  app.options(/^look:/, ({ ack, body }) =>
    work('options', () => answerOptions(desk, body as unknown as SuggestionPayload, ack as Acknowledge)),
  );
  for (const name of COMMANDS) {
    app.command(name, async ({ ack, command }) => {
      await acknowledge(ack);
      await work('command', () => answerCommand(desk, command as CommandPayload));
    });
  }

  app.event('app_home_opened', ({ event, body }) =>
    work('home', () => answerHome(desk, event as unknown as HomePayload, body.event_id)),
  );
  app.event('message', ({ event }) => {
    const message = event as unknown as MessageEvent;
    return inLine('message', message.channel, () => takeMessage(desk, message));
  });
  app.event('message_metadata_posted', ({ event }) => {
    const posted = event as unknown as Parameters<typeof takeMetadata>[1];
    return inLine('message', String(posted.channel_id), () => takeMetadata(desk, posted));
  });
  for (const type of Object.keys(CHANNEL_EVENTS) as (keyof typeof CHANNEL_EVENTS)[]) {
    app.event(type, ({ event }) => {
      const { channel } = event as unknown as { channel: string };
      return inLine(type, channel, () => takeChannelEvent(desk, type, channel));
    });
  }
  for (const type of ['member_joined_channel', 'member_left_channel'] as const) {
    app.event(type, ({ event }) => {
      const member = event as unknown as Parameters<typeof takeMembership>[1];
      return inLine(type, member.channel, () => takeMembership(desk, member));
    });
  }
}

function failed(log: Log, what: string): (error: unknown) => void {
  return (error) => {
    const why = error instanceof Error ? (error.stack ?? error.message) : String(error);
    log.error({ what, why }, 'A delivery from Slack was not handled');
  };
}
