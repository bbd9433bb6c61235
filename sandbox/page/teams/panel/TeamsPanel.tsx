import type { TeamsState } from '../../../teamsProtocol';
import { Icon } from '../../parts/Icon';
import { TeamsCallLog } from './TeamsCallLog';
import { TeamsClock } from './TeamsClock';
import { TeamsFaults } from './TeamsFaults';
import { TeamsSettingsControl } from './TeamsSettingsControl';

/** What only a sandbox has: permissions and clients, faults, time, the calls that the bot made. */
export function TeamsPanel({ state, onClose }: { state: TeamsState; onClose(): void }) {
  return (
    <aside
      className="panel"
      aria-label="Sandbox controls"
      onKeyDown={(event) => event.key === 'Escape' && onClose()}
    >
      <header className="pane-header">
        <h2 className="pane-title">Sandbox: Teams</h2>
        <button type="button" className="icon-button" aria-label="Close sandbox controls" onClick={onClose}>
          <Icon name="close" />
        </button>
      </header>
      <div className="panel-body">
        <TeamsSettingsControl state={state} />
        <TeamsFaults faults={state.faults} />
        <TeamsClock scale={state.timeScale} />
        <TeamsCallLog />
      </div>
    </aside>
  );
}
