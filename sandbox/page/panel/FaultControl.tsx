import { useState } from 'react';
import type { FaultKind, FaultState } from '../../protocol';
import { Switch } from './Switch';
import { useFaults } from './useFaults';

const KINDS: { kind: FaultKind; label: string; explanation: string }[] = [
  {
    kind: '429',
    label: 'Rate limited (429)',
    explanation: 'Refused with Retry-After. The app has to wait and try again.',
  },
  { kind: '500', label: 'Server error (500)', explanation: 'Answered with an error, nothing is done.' },
  {
    kind: 'hang',
    label: 'Hang',
    explanation: 'Never answered, nothing is done. The app has to give up by itself.',
  },
  { kind: 'drop', label: 'Cut before', explanation: 'The connection is cut, nothing is done.' },
  {
    kind: 'dropAfter',
    label: 'Cut after',
    explanation: 'It is done, but the answer is lost. A careless app posts twice.',
  },
];
const METHODS = [
  'chat.postMessage',
  'chat.update',
  'chat.postEphemeral',
  'views.open',
  'views.update',
  'views.publish',
  'conversations.replies',
  'files.completeUploadExternal',
];
/** "Until switched off": more calls than anybody makes here. */
const FOREVER = 1_000_000;

/** Faults of the Web API and of deliveries. */
export function FaultControl({ faults }: { faults: FaultState }) {
  const change = useFaults();
  const [method, setMethod] = useState('');
  const [times, setTimes] = useState(1);

  const toggle = (kind: FaultKind, on: boolean) => {
    if (on) return change({ add: [{ kind, times, method: method || undefined }] });
    // There is no "forget one": forget all, and set the others again.
    return change({
      clear: true,
      add: faults.methods.filter((one) => one.kind !== kind),
      duplicateDelivery: faults.duplicateDelivery,
      delayDelivery: faults.delayDelivery,
      refuseSockets: faults.refuseSockets,
    });
  };
  return (
    <section className="panel-section" aria-labelledby="faults-title">
      <h3 id="faults-title">Faults</h3>
      <p className="panel-note">What Slack does on a bad day. A fault hits the app's calls as chosen here.</p>
      <div className="panel-row">
        <label className="panel-field">
          <span>Method</span>
          <select className="text-input" value={method} onChange={(event) => setMethod(event.target.value)}>
            <option value="">All methods</option>
            {METHODS.map((one) => (
              <option key={one}>{one}</option>
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
      {KINDS.map(({ kind, label, explanation }) => {
        const set = faults.methods.filter((one) => one.kind === kind);
        return (
          <Switch
            key={kind}
            label={label}
            explanation={
              set.length > 0 ? set.map((one) => reach(one.method, one.times ?? 1)).join('; ') : explanation
            }
            on={set.length > 0}
            onChange={(on) => toggle(kind, on)}
          />
        );
      })}
      <Switch
        label="Deliver twice"
        explanation="The next 10 events, clicks and commands reach the app twice, as Slack's redelivery does."
        on={faults.duplicateDelivery > 0}
        onChange={(on) => change({ duplicateDelivery: on ? 10 : 0 })}
      />
      <Switch
        label="Deliver late"
        explanation="Every delivery waits 2 seconds first: close to the 3 seconds that Slack allows."
        on={faults.delayDelivery > 0}
        onChange={(on) => change({ delayDelivery: on ? 2000 : 0 })}
      />
    </section>
  );
}

function reach(method: string | undefined, times: number): string {
  const calls =
    times >= FOREVER / 2 ? 'Every call' : times === 1 ? 'The next call' : `The next ${times} calls`;
  return `${calls} of ${method ?? 'any method'}`;
}
