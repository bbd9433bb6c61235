import { PlannedFaults } from '../../plannedFaults';
import type { TeamsFault, TeamsFaultState, TeamsOperation } from '../../teamsProtocol';

export const FAULT_KINDS: TeamsFault['kind'][] = [
  '412',
  '429',
  '500',
  '502',
  '503',
  '504',
  'hang',
  'drop',
  'dropAfter',
];

/** What goes wrong on purpose: with calls of the bot and with deliveries to it. */
export class Faults extends PlannedFaults<TeamsFault> {
  /** The fault that hits this call, used up by it. */
  take(operation: TeamsOperation): TeamsFault | undefined {
    return this.takeFirst((one) => one.operation === undefined || one.operation === operation);
  }

  state(): TeamsFaultState {
    return {
      calls: this.list(),
      duplicateDelivery: this.duplicateDelivery,
      delayDelivery: this.delayDelivery,
    };
  }
}
