import type { ControlState } from '../../protocol';
import { CallLog } from './CallLog';
import { ClockControl } from './ClockControl';
import { FaultControl } from './FaultControl';
import { PanelFrame } from './PanelFrame';
import { SocketControl } from './SocketControl';

/** What only a sandbox has: faults, time, sockets, the calls that the app made. */
export function SandboxPanel({ state, onClose }: { state: ControlState; onClose(): void }) {
  return (
    <PanelFrame title="Sandbox" onClose={onClose}>
      <SocketControl state={state} />
      <FaultControl faults={state.faults} />
      <ClockControl scale={state.timeScale} />
      <CallLog />
    </PanelFrame>
  );
}
