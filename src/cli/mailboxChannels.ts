import type { Command } from 'commander';
import { platformName } from '../ui/platformName';
import {
  CHANNEL_OPTION,
  type ChannelOptions,
  chosenChannels,
  refuseNoChannel,
  TEAMS_CHANNEL_OPTION,
} from './chosenChannels';
import { example } from './help';
import { Problem, wrongUsage } from './problem';
import type { Session } from './session';
import { COMMAND_LINE, mailboxCalled, openWorkplace, type Platform } from './workplace';

const platforms = ['slack', 'teams'] as const satisfies Platform[];

/** Where a mailbox's cards stand, changed after it was added. */
export function mailboxChannelCommands(mailbox: Command, session: Session): void {
  bindCommand(mailbox, session);
  unbindCommand(mailbox, session);
}

function bindCommand(mailbox: Command, { terminal, withTools }: Session): void {
  mailbox
    .command('bind')
    .description(
      'post its cards in one more channel, one per chat platform; its open conversations come along',
    )
    .argument('<mailbox>', 'its name or address')
    .option(...CHANNEL_OPTION)
    .option(...TEAMS_CHANNEL_OPTION)
    .option('--allow-public-channel', 'for assigned-only, although everybody could read its cards')
    .addHelpText(
      'after',
      example(
        "postroom mailbox bind support --teams-channel 'Customer care/Support'",
        "postroom mailbox bind support --channel '#support-desk'",
      ),
    )
    .action((called: string, options: ChannelOptions) => {
      refuseNoChannel(options);
      return withTools(async (tools) => {
        const found = await mailboxCalled(tools, called);
        const place = await openWorkplace(tools);
        for (const { ref, words, join } of await chosenChannels(place, terminal, options, found.visibility)) {
          await join();
          const outcome = await tools.admin.bindChannel(found.id, ref, COMMAND_LINE);
          if (outcome.ok) terminal.print(`${found.name} posts its cards in ${words}.`);
          else if (outcome.why === 'alreadyBound')
            terminal.print(`${found.name} posted its cards in ${words} already.`);
          else if (outcome.why === 'noSuchInstallation')
            throw new Problem(`${words} belongs to another Postroom workspace on this database.`);
          else throw new Problem(`${called} was removed meanwhile.`);
        }
      });
    });
}

function unbindCommand(mailbox: Command, { terminal, withTools }: Session): void {
  mailbox
    .command('unbind')
    .description('take its cards out of its channel on one chat platform; conversations and history stay')
    .argument('<mailbox>', 'its name or address')
    .requiredOption('--platform <platform>', platforms.join(' or '))
    .addHelpText('after', example('postroom mailbox unbind support --platform teams'))
    .action((called: string, options: { platform: string }) => {
      const platform = platforms.find((one) => one === options.platform);
      if (!platform) throw wrongUsage(`--platform takes ${platforms.join(' or ')}.`);
      return withTools(async (tools) => {
        const found = await mailboxCalled(tools, called);
        const bound = await tools.store.transaction(async (tx) => {
          const all = await Promise.all(
            found.channels.map((one) => tx.mailboxes.installation(one.installationId)),
          );
          return all.filter((one) => one?.platform === platform);
        });
        const nothing = new Problem(`${found.name} has no channel in ${platformName(platform)}.`);
        if (bound.length === 0) throw nothing;
        for (const installation of bound) {
          const outcome = await tools.admin.unbindChannel(found.id, installation!.id, COMMAND_LINE);
          if (outcome.ok) continue;
          if (outcome.why === 'notBound') throw nothing;
          if (outcome.why === 'lastChannel') {
            throw new Problem(
              `It is the only channel of ${found.name}. Bind another first (postroom mailbox bind), or remove the mailbox.`,
            );
          }
          throw new Problem(`${called} was removed meanwhile.`);
        }
        terminal.print(`${found.name} posts no cards in ${platformName(platform)} any more.`);
      });
    });
}
