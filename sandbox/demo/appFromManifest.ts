import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import type { AppSeed } from '../slack/seed';
import type { TeamsAppSeed } from '../teams/seed';

/** The part of Slack's app manifest that the sandbox understands. */
const manifest = z.object({
  display_information: z.object({ name: z.string() }),
  features: z.object({
    slash_commands: z
      .array(
        z.object({
          command: z.string(),
          description: z.string(),
          usage_hint: z.string().optional(),
          should_escape: z.boolean().optional(),
        }),
      )
      .default([]),
    shortcuts: z
      .array(z.object({ name: z.string(), type: z.enum(['global', 'message']), callback_id: z.string() }))
      .default([]),
  }),
  oauth_config: z.object({ scopes: z.object({ bot: z.array(z.string()) }) }),
  settings: z.object({ event_subscriptions: z.object({ bot_events: z.array(z.string()) }) }),
});

/**
 * Installs the app as its manifest says, so that a scope, event or command that is missing there is missing in
 * the rehearsal too.
 */
export function appFromManifest(file: string): AppSeed {
  const { display_information, features, oauth_config, settings } = manifest.parse(
    parse(readFileSync(file, 'utf8')),
  );
  return {
    name: display_information.name,
    scopes: oauth_config.scopes.bot,
    events: settings.event_subscriptions.bot_events,
    commands: features.slash_commands.map((one) => ({
      command: one.command,
      description: one.description,
      usageHint: one.usage_hint,
      escape: one.should_escape,
    })),
    shortcuts: features.shortcuts.map(({ name, type, callback_id }) => ({
      name,
      type,
      callbackId: callback_id,
    })),
  };
}

/** The part of the Teams app manifest that the sandbox understands. */
const teamsManifest = z.object({
  name: z.object({ short: z.string() }),
  bots: z
    .array(
      z.object({
        scopes: z.array(z.string()),
        commandLists: z
          .array(
            z.object({
              commands: z.array(z.object({ title: z.string(), description: z.string() })),
            }),
          )
          .default([]),
      }),
    )
    .length(1),
  authorization: z
    .object({
      permissions: z.object({ resourceSpecific: z.array(z.object({ name: z.string() })) }),
    })
    .optional(),
});

/** As `appFromManifest`, for the app in Teams: a permission that is not asked for there is not granted here. */
export function teamsAppFromManifest(file: string): TeamsAppSeed {
  const { name, bots, authorization } = teamsManifest.parse(JSON.parse(readFileSync(file, 'utf8')));
  const permissions = authorization?.permissions.resourceSpecific ?? [];
  return {
    name: name.short,
    commands: bots[0]?.commandLists[0]?.commands ?? [],
    readsChannels: permissions.some((one) => one.name === 'ChannelMessage.Read.Group'),
  };
}
