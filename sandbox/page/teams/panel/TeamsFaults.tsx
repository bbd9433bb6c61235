import type { TeamsFault, TeamsFaultState, TeamsOperation } from '../../../teamsProtocol';
import { FaultSwitches } from '../../panel/FaultSwitches';
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

/** Faults of the connector and of deliveries. */
export function TeamsFaults({ faults }: { faults: TeamsFaultState }) {
  const change = useTeamsControl();
  return (
    <FaultSwitches
      note="What Teams does on a bad day. A fault hits the bot's calls as chosen here."
      kinds={KINDS}
      targets={{ label: 'Call', all: 'All calls', options: OPERATIONS }}
      planned={faults.calls.map(({ operation, ...rest }) => ({ ...rest, target: operation }))}
      reach={reach}
      onAdd={({ kind, times, target }) => change('faults', { add: [{ kind, times, operation: target }] })}
      // There is no "forget one": forget all, and set the others again.
      onForget={(kind) =>
        change('faults', {
          clear: true,
          add: faults.calls.filter((one) => one.kind !== kind),
          duplicateDelivery: faults.duplicateDelivery,
          delayDelivery: faults.delayDelivery,
        })
      }
      deliveries={{
        duplicate: faults.duplicateDelivery,
        delay: faults.delayDelivery,
        twice: 'The next 10 activities reach the bot twice.',
        late: 'Every delivery waits 2 seconds first.',
        onChange: (wanted) => change('faults', wanted),
      }}
    />
  );
}

function reach(operation: string | undefined, calls: string): string {
  const what = OPERATIONS.find((one) => one.value === operation)?.label;
  return what ? `${calls}: ${what.toLowerCase()}` : calls;
}
