/** How deliveries go wrong, whatever is delivered. */
export interface DeliveryFaults {
  /** The next N deliveries arrive twice. */
  duplicateDelivery: number;
  /** Every delivery waits so many milliseconds first. */
  delayDelivery: number;
}

/** What goes wrong on purpose: each platform says which of its calls a fault hits. */
export class PlannedFaults<Fault extends { times?: number }> implements DeliveryFaults {
  private planned: (Fault & { times: number })[] = [];
  duplicateDelivery = 0;
  delayDelivery = 0;

  constructor(protected readonly changed: () => void) {}

  add(fault: Fault): void {
    this.planned.push({ ...fault, times: fault.times ?? 1 });
    this.changed();
  }

  set(values: Partial<DeliveryFaults>): void {
    Object.assign(this, values);
    this.changed();
  }

  clear(): void {
    this.planned = [];
    this.duplicateDelivery = 0;
    this.delayDelivery = 0;
    this.changed();
  }

  /** True when this delivery should be made twice. */
  takeDuplicate(): boolean {
    if (this.duplicateDelivery <= 0) return false;
    this.duplicateDelivery -= 1;
    this.changed();
    return true;
  }

  /** The first fault that hits, used up by it. */
  protected takeFirst(hits: (fault: Fault) => boolean): Fault | undefined {
    const fault = this.planned.find(hits);
    if (!fault) return undefined;
    fault.times -= 1;
    if (fault.times <= 0) this.planned = this.planned.filter((one) => one !== fault);
    this.changed();
    return fault;
  }

  protected list(): Fault[] {
    return this.planned.map((fault) => ({ ...fault }));
  }
}
