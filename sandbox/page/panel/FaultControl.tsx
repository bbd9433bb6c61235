import type { FaultKind, FaultState } from '../../protocol';
import { FaultSwitches } from './FaultSwitches';
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

/** Faults of the Web API and of deliveries. */
export function FaultControl({ faults }: { faults: FaultState }) {
  const change = useFaults();
  return (
    <FaultSwitches
      note="What Slack does on a bad day. A fault hits the app's calls as chosen here."
      kinds={KINDS}
      targets={{
        label: 'Method',
        all: 'All methods',
        options: METHODS.map((value) => ({ value, label: value })),
      }}
      planned={faults.methods.map(({ method, ...rest }) => ({ ...rest, target: method }))}
      reach={(method, calls) => `${calls} of ${method ?? 'any method'}`}
      onAdd={({ kind, times, target }) => change({ add: [{ kind, times, method: target }] })}
      // There is no "forget one": forget all, and set the others again.
      onForget={(kind) =>
        change({
          clear: true,
          add: faults.methods.filter((one) => one.kind !== kind),
          duplicateDelivery: faults.duplicateDelivery,
          delayDelivery: faults.delayDelivery,
          refuseSockets: faults.refuseSockets,
        })
      }
      deliveries={{
        duplicate: faults.duplicateDelivery,
        delay: faults.delayDelivery,
        twice: "The next 10 events, clicks and commands reach the app twice, as Slack's redelivery does.",
        late: 'Every delivery waits 2 seconds first: close to the 3 seconds that Slack allows.',
        onChange: change,
      }}
    />
  );
}
