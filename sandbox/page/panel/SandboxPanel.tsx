import type { ControlState } from '../../protocol';
import { Icon } from '../parts/Icon';
import { CallLog } from './CallLog';
import { ClockControl } from './ClockControl';
import { FaultControl } from './FaultControl';
import { SocketControl } from './SocketControl';

/** What only a sandbox has: faults, time, sockets, the calls that the app made. */
export function SandboxPanel({ state, onClose }: { state: ControlState; onClose(): void }) {
  return (
    <aside
      className="panel"
      aria-label="Sandbox controls"
      onKeyDown={(event) => event.key === 'Escape' && onClose()}
    >
      <header className="pane-header">
        <h2 className="pane-title">Sandbox</h2>
        <button type="button" className="icon-button" aria-label="Close sandbox controls" onClick={onClose}>
          <Icon name="close" />
        </button>
      </header>
      <div className="panel-body">
        <SocketControl state={state} />
        <FaultControl faults={state.faults} />
        <ClockControl scale={state.timeScale} />
        <CallLog />
      </div>
    </aside>
  );
}
