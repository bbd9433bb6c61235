import { mayConfirmAccount, mayDecideAccounts } from '../domain/permissions';
import { type Refusal, refuse } from '../domain/refusal';
import { say } from '../locales/say';
import type { Proposal } from '../ports/accounts';
import type { Person } from '../ports/rows';
import type { Tx } from '../ports/store';
import { platformName } from '../ui/platformName';
import type { Reply } from '../ui/reply';
import type { App } from './app';
import { redrawHomes } from './redrawHomes';
import { refusalReply } from './sentence';

/** Buttons of Home by which administrators say whose an account is. */
const decisions = { confirmAccount: 'confirmed', refuseAccount: 'refused' } as const;
type AccountButton = keyof typeof decisions;

export function isAccountButton(name: string): name is AccountButton {
  return Object.hasOwn(decisions, name);
}

export async function decideAccount(
  app: App,
  asking: Person,
  button: AccountButton,
  proposalId: string | null,
): Promise<Reply> {
  return app.store.transaction(async (tx) => {
    const person = (await tx.people.get(asking.id)) ?? asking;
    const decided = await decide(app, tx, person, button, proposalId);
    if ('refused' in decided) return refusalReply(tx, person.locale, decided, {}, false);
    const params = {
      name: decided.name,
      platform: platformName(decided.platform),
      person: { strong: decided.personName },
    };
    const text = say(person.locale, `pages.accounts.${decisions[button]}`, params);
    return { kind: 'done', text };
  });
}

async function decide(
  app: App,
  tx: Tx,
  person: Person,
  button: AccountButton,
  proposalId: string | null,
): Promise<Proposal | Refusal> {
  if (!mayDecideAccounts(person)) return refuse('onlyWorkspaceAdmin');
  const proposal = proposalId ? await tx.accounts.proposal(proposalId) : null;
  if (!proposal || proposal.workspaceId !== person.workspaceId) return refuse('accountDecided');
  const decision = decisions[button];
  if (decision === 'confirmed' && !mayConfirmAccount(person, proposal)) return refuse('ownAccount');
  const actor = { kind: 'person', id: person.id } as const;
  const outcome = await tx.accounts.decide(proposal.id, decision, actor, app.clock.now().toISOString());
  if (!outcome.ok) {
    const taken = outcome.why === 'accountTaken' || outcome.why === 'hasAccount';
    return refuse(taken ? 'accountTaken' : 'accountDecided');
  }
  await redrawHomes(tx, person.workspaceId, [proposal.personId]);
  return outcome.value;
}
