import { type DeliveryFaults, PlannedFaults } from '../../plannedFaults';
import type { FaultState, MethodFault } from '../../protocol';

/** What goes wrong on purpose: with calls of the Web API, with deliveries, with Socket Mode. */
export class Faults extends PlannedFaults<MethodFault> {
  refuseSockets = false;

  override set(values: Partial<DeliveryFaults & Pick<Faults, 'refuseSockets'>>): void {
    super.set(values);
  }

  override clear(): void {
    this.refuseSockets = false;
    super.clear();
  }

  /** The fault that hits this call, used up by it. */
  take(method: string): MethodFault | undefined {
    return this.takeFirst((one) => one.method === undefined || one.method === method);
  }

  state(): FaultState {
    return {
      methods: this.list(),
      duplicateDelivery: this.duplicateDelivery,
      delayDelivery: this.delayDelivery,
      refuseSockets: this.refuseSockets,
    };
  }
}
