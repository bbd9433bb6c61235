import type { ControlState } from '../../protocol';
import { Switch } from './Switch';
import { useFaults } from './useFaults';

/** Whether the app is there, and ways to cut it off. */
export function SocketControl({ state }: { state: ControlState }) {
  const change = useFaults();
  const { connected, connections, name } = state.app;
  const sockets = connections === 1 ? '1 socket' : `${connections} sockets`;
  return (
    <section className="panel-section" aria-labelledby="sockets-title">
      <h3 id="sockets-title">Connection</h3>
      <p className="panel-status">
        <span className={`status-dot ${connected ? 'on' : 'off'}`} aria-hidden="true" />
        {connected
          ? `${name} is connected${connections > 0 ? ` (${sockets})` : ' over HTTP'}.`
          : `${name} is not connected.`}
      </p>
      <div className="panel-row">
        <button
          type="button"
          className="button small"
          disabled={connections === 0}
          onClick={() => change({ dropSockets: 'polite' })}
        >
          Ask to reconnect
        </button>
        <button
          type="button"
          className="button small"
          disabled={connections === 0}
          onClick={() => change({ dropSockets: 'abrupt' })}
        >
          Cut the sockets
        </button>
      </div>
      <Switch
        label="Refuse connections"
        explanation="While this is on, the app cannot connect again."
        on={state.faults.refuseSockets}
        onChange={(refuseSockets) => change({ refuseSockets })}
      />
    </section>
  );
}
