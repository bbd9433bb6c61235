import type { TeamsState } from '../../../teamsProtocol';
import { PanelFrame } from '../../panel/PanelFrame';
import { TeamsCallLog } from './TeamsCallLog';
import { TeamsClock } from './TeamsClock';
import { TeamsFaults } from './TeamsFaults';
import { TeamsSettingsControl } from './TeamsSettingsControl';

/** What only a sandbox has: permissions and clients, faults, time, the calls that the bot made. */
export function TeamsPanel({ state, onClose }: { state: TeamsState; onClose(): void }) {
  return (
    <PanelFrame title="Sandbox: Teams" onClose={onClose}>
      <TeamsSettingsControl state={state} />
      <TeamsFaults faults={state.faults} />
      <TeamsClock scale={state.timeScale} />
      <TeamsCallLog />
    </PanelFrame>
  );
}
