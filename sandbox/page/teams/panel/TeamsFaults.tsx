import { useState } from 'react';
import type { TeamsFault, TeamsFaultState, TeamsOperation } from '../../../teamsProtocol';
import { Switch } from '../../panel/Switch';
import { useTeamsControl } from './useTeamsControl';

const KINDS: { kind: TeamsFault['kind']; label: string; explanation: string }[] = [
  { kind: '429', label: 'Throttled (429)', explanation: 'Refused with Retry-After. The bot has to wait.' },
  {
    kind: '412',
    label: 'Concurrent write (412)',
    explanation: 'Somebody wrote at the same time: try again.',
  },
  { kind: '502', label: 'Bad gateway (502)', explanation: 'Answered with an error, nothing is done.' },
  { kind: '504', label: 'Gateway timeout (504)', explanation: 'Answered with an error, nothing is done.' },
  { kind: 'hang', label: 'Hang', explanation: 'Never answered, nothing is done.' },
  { kind: 'drop', label: 'Cut before', explanation: 'The connection is cut, nothing is done.' },
  {
    kind: 'dropAfter',
    label: 'Cut after',
    explanation: 'It is done, but the answer is lost. A careless bot posts twice.',
  },
];
const OPERATIONS: { value: TeamsOperation; label: string }[] = [
  { value: 'postRoot', label: 'Start a post' },
  { value: 'send', label: 'Reply or send' },
  { value: 'sendTargeted', label: 'Send to one person' },
  { value: 'update', label: 'Update a message' },
  { value: 'remove', label: 'Delete a message' },
  { value: 'openDirect', label: 'Open a chat' },
  { value: 'members', label: 'Read members' },
  { value: 'channels', label: 'Read channels' },
  { value: 'history', label: 'Read history (Graph)' },
  { value: 'token', label: 'Get a token' },
];
/** "Until switched off": more calls than anybody makes here. */
const FOREVER = 1_000_000;

/** Faults of the connector and of deliveries. */
export function TeamsFaults({ faults }: { faults: TeamsFaultState }) {
  const change = useTeamsControl();
  const [operation, setOperation] = useState('');
  const [times, setTimes] = useState(1);
  const toggle = (kind: TeamsFault['kind'], on: boolean) => {
    if (on) return change('faults', { add: [{ kind, times, operation: operation || undefined }] });
    // There is no "forget one": forget all, and set the others again.
    return change('faults', {
      clear: true,
      add: faults.calls.filter((one) => one.kind !== kind),
      duplicateDelivery: faults.duplicateDelivery,
      delayDelivery: faults.delayDelivery,
    });
  };
  return (
    <section className="panel-section" aria-labelledby="teams-faults-title">
      <h3 id="teams-faults-title">Faults</h3>
      <p className="panel-note">What Teams does on a bad day. A fault hits the bot's calls as chosen here.</p>
      <div className="panel-row">
        <label className="panel-field">
          <span>Call</span>
          <select
            className="text-input"
            value={operation}
            onChange={(event) => setOperation(event.target.value)}
          >
            <option value="">All calls</option>
            {OPERATIONS.map((one) => (
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
      {KINDS.map(({ kind, label, explanation }) => {
        const set = faults.calls.filter((one) => one.kind === kind);
        return (
          <Switch
            key={kind}
            label={label}
            explanation={set.length > 0 ? set.map(reach).join('; ') : explanation}
            on={set.length > 0}
            onChange={(on) => toggle(kind, on)}
          />
        );
      })}
      <Switch
        label="Deliver twice"
        explanation="The next 10 activities reach the bot twice."
        on={faults.duplicateDelivery > 0}
        onChange={(on) => change('faults', { duplicateDelivery: on ? 10 : 0 })}
      />
      <Switch
        label="Deliver late"
        explanation="Every delivery waits 2 seconds first."
        on={faults.delayDelivery > 0}
        onChange={(on) => change('faults', { delayDelivery: on ? 2000 : 0 })}
      />
    </section>
  );
}

function reach({ operation, times = 1 }: TeamsFault): string {
  const calls =
    times >= FOREVER / 2 ? 'Every call' : times === 1 ? 'The next call' : `The next ${times} calls`;
  const what = OPERATIONS.find((one) => one.value === operation)?.label;
  return what ? `${calls}: ${what.toLowerCase()}` : calls;
}
