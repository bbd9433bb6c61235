import type { StageMailbox } from '../../bench/cast';
import type { Stage } from '../../bench/stage';
import type { TeamsSandbox } from '../../sandbox/teams/startTeams';
import type { AdaptiveCardJson, TeamsActResult } from '../../sandbox/teamsProtocol';
import { keyOfCard } from '../../src/teams/renderCard';
import type { SeenCard, TeamWindow } from './windows';

/** Dana in Microsoft Teams. */
export function teamsWindow(stage: Stage, teams: TeamsSandbox): TeamWindow {
  const dana = () => teams.as('dana');
  const channelOf = (mailbox: StageMailbox) => stage.teamsChannels[mailbox];
  const cardOf = (mailbox: StageMailbox, card: SeenCard) => dana().card(channelOf(mailbox), card.id);

  const press = (mailbox: StageMailbox, card: SeenCard, action: AdaptiveCardJson) => {
    const type = action.type === 'Action.Execute' ? 'execute' : 'submit';
    return dana().act({ type, place: channelOf(mailbox), message: card.id, action, inputs: {} });
  };

  return {
    platform: 'teams',

    cards: (mailbox) =>
      dana()
        .messages(channelOf(mailbox))
        .filter(({ from, root, deleted }) => from === 'bot' && root === undefined && !deleted)
        .map(({ id, card, ownCard }) => ({ id, actions: actionsIn(ownCard ?? card).map(nameOf) }))
        .filter(({ actions }) => actions.length > 2),

    async click(mailbox, card, name) {
      const shown = cardOf(mailbox, card);
      const action = actionsIn(shown).find((one) => nameOf(one) === name);
      const [post = ''] = (keyOfCard(shown) ?? '').split('.');
      const rows: { conversation: string }[] = await stage.source.query(
        `select conversation_id as conversation from post where id::text = $1`,
        [post],
      );
      const conversation = rows[0]?.conversation ?? '';
      if (!action) return { conversation, acknowledged: false };
      return { conversation, acknowledged: wasDone(await press(mailbox, card, action)) };
    },

    async fillIn(mailbox, card, name, words) {
      const action = actionsIn(cardOf(mailbox, card)).find((one) => nameOf(one) === name);
      if (!action) return null;
      await dana().close();
      await press(mailbox, card, action);
      const field = objectsIn(dana().dialog?.card).find(({ type }) => type === 'Input.Text');
      if (!field) return null;
      const result = await dana().submit({ [String(field.id)]: words });
      return wasDone(result) && result.dialog === null;
    },

    async say(mailbox, card, words) {
      await dana().message(channelOf(mailbox), words, { root: card.id });
    },
  };
}

/** Answered, and without a word that it was refused. */
function wasDone({ answer, shown }: TeamsActResult): boolean {
  return answer?.status === 'answered' && shown === undefined;
}

function actionsIn(card: unknown): AdaptiveCardJson[] {
  // A fallback repeats its action.
  return objectsIn(card, ['fallback', 'refresh']).filter(
    ({ type, data }) => String(type).startsWith('Action.') && nameOf({ data }) !== '',
  );
}

function nameOf({ data }: AdaptiveCardJson): string {
  return String((data as { action?: unknown } | undefined)?.action ?? '');
}

function objectsIn(value: unknown, except: string[] = []): AdaptiveCardJson[] {
  if (Array.isArray(value)) return value.flatMap((one) => objectsIn(one, except));
  if (typeof value !== 'object' || value === null) return [];
  const inner = Object.entries(value).filter(([key]) => !except.includes(key));
  return [value as AdaptiveCardJson, ...inner.flatMap(([, one]) => objectsIn(one, except))];
}
