import { useId, useState } from 'react';
import { Switch } from './Switch';

/** A fault that is planned: without a target it hits any call. */
export interface PlannedFault<Kind> {
  kind: Kind;
  target?: string;
  times?: number;
}

interface Props<Kind> {
  note: string;
  kinds: { kind: Kind; label: string; explanation: string }[];
  /** The calls that a fault can be limited to, and what they are called. */
  targets: { label: string; all: string; options: { value: string; label: string }[] };
  planned: PlannedFault<Kind>[];
  /** "The next call of any method". */
  reach(target: string | undefined, calls: string): string;
  /** These resolve when the sandbox has done it. */
  onAdd(fault: PlannedFault<Kind>): Promise<void>;
  onForget(kind: Kind): Promise<void>;
  deliveries: {
    duplicate: number;
    delay: number;
    /** What "Deliver twice" and "Deliver late" do there. */
    twice: string;
    late: string;
    onChange(change: { duplicateDelivery: number } | { delayDelivery: number }): Promise<void>;
  };
}

/** "Until switched off": more calls than anybody makes here. */
const FOREVER = 1_000_000;

/** Faults of the bot's calls and of deliveries, each with its switch. */
export function FaultSwitches<Kind extends string>(props: Props<Kind>) {
  const { note, kinds, targets, planned, reach, onAdd, onForget, deliveries } = props;
  const id = useId();
  const [target, setTarget] = useState('');
  const [times, setTimes] = useState(1);
  return (
    <section className="panel-section" aria-labelledby={id}>
      <h3 id={id}>Faults</h3>
      <p className="panel-note">{note}</p>
      <div className="panel-row">
        <label className="panel-field">
          <span>{targets.label}</span>
          <select className="text-input" value={target} onChange={(event) => setTarget(event.target.value)}>
            <option value="">{targets.all}</option>
            {targets.options.map((one) => (
              <option key={one.value} value={one.value}>
                {one.label}
              </option>
            ))}
          </select>
        </label>
        <label className="panel-field">
          <span>How often</span>
          <select
            className="text-input"
            value={times}
            onChange={(event) => setTimes(Number(event.target.value))}
          >
            <option value={1}>Next call</option>
            <option value={10}>Next 10 calls</option>
            <option value={FOREVER}>Until switched off</option>
          </select>
        </label>
      </div>
      {kinds.map(({ kind, label, explanation }) => {
        const set = planned.filter((one) => one.kind === kind);
        return (
          <Switch
            key={kind}
            label={label}
            explanation={
              set.length > 0
                ? set.map((one) => reach(one.target, howMany(one.times ?? 1))).join('; ')
                : explanation
            }
            on={set.length > 0}
            onChange={(on) => (on ? onAdd({ kind, times, target: target || undefined }) : onForget(kind))}
          />
        );
      })}
      <Switch
        label="Deliver twice"
        explanation={deliveries.twice}
        on={deliveries.duplicate > 0}
        onChange={(on) => deliveries.onChange({ duplicateDelivery: on ? 10 : 0 })}
      />
      <Switch
        label="Deliver late"
        explanation={deliveries.late}
        on={deliveries.delay > 0}
        onChange={(on) => deliveries.onChange({ delayDelivery: on ? 2000 : 0 })}
      />
    </section>
  );
}

function howMany(times: number): string {
  if (times >= FOREVER / 2) return 'Every call';
  return times === 1 ? 'The next call' : `The next ${times} calls`;
}
