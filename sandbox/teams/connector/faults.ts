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

/** What goes wrong on purpose. */
export class Faults {
  private calls: (TeamsFault & { times: number })[] = [];
  duplicateDelivery = 0;
  delayDelivery = 0;

  constructor(private readonly changed: () => void) {}

  add(fault: TeamsFault): void {
    this.calls.push({ ...fault, times: fault.times ?? 1 });
    this.changed();
  }

  set(values: Partial<Pick<Faults, 'duplicateDelivery' | 'delayDelivery'>>): void {
    Object.assign(this, values);
    this.changed();
  }

  clear(): void {
    this.calls = [];
    this.duplicateDelivery = 0;
    this.delayDelivery = 0;
    this.changed();
  }

  /** The fault that hits this call, used up by it. */
  take(operation: TeamsOperation): TeamsFault | undefined {
    const fault = this.calls.find((one) => one.operation === undefined || one.operation === operation);
    if (!fault) return undefined;
    fault.times -= 1;
    if (fault.times <= 0) this.calls = this.calls.filter((one) => one !== fault);
    this.changed();
    return fault;
  }

  /** True when this delivery should be made twice. */
  takeDuplicate(): boolean {
    if (this.duplicateDelivery <= 0) return false;
    this.duplicateDelivery -= 1;
    this.changed();
    return true;
  }

  state(): TeamsFaultState {
    return {
      calls: this.calls.map((fault) => ({ ...fault })),
      duplicateDelivery: this.duplicateDelivery,
      delayDelivery: this.delayDelivery,
    };
  }
}
