import type { FaultState, MethodFault } from '../../protocol';

/** What goes wrong on purpose. */
export class Faults {
  private methods: (MethodFault & { times: number })[] = [];
  duplicateDelivery = 0;
  delayDelivery = 0;
  refuseSockets = false;

  constructor(private readonly changed: () => void) {}

  add(fault: MethodFault): void {
    this.methods.push({ ...fault, times: fault.times ?? 1 });
    this.changed();
  }

  set(values: Partial<Pick<Faults, 'duplicateDelivery' | 'delayDelivery' | 'refuseSockets'>>): void {
    Object.assign(this, values);
    this.changed();
  }

  clear(): void {
    this.methods = [];
    this.duplicateDelivery = 0;
    this.delayDelivery = 0;
    this.refuseSockets = false;
    this.changed();
  }

  /** The fault that hits this call, used up by it. */
  take(method: string): MethodFault | undefined {
    const fault = this.methods.find((one) => one.method === undefined || one.method === method);
    if (!fault) return undefined;
    fault.times -= 1;
    if (fault.times <= 0) this.methods = this.methods.filter((one) => one !== fault);
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

  state(): FaultState {
    return {
      methods: this.methods.map((fault) => ({ ...fault })),
      duplicateDelivery: this.duplicateDelivery,
      delayDelivery: this.delayDelivery,
      refuseSockets: this.refuseSockets,
    };
  }
}
