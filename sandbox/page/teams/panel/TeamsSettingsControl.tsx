import type { TeamsSettings, TeamsState } from '../../../teamsProtocol';
import { Switch } from '../../panel/Switch';
import { useTeamsControl } from './useTeamsControl';

const SETTINGS: { name: keyof TeamsSettings; label: string; explanation: string }[] = [
  {
    name: 'readsChannels',
    label: 'The bot may read channels',
    explanation: 'ChannelMessage.Read.Group was granted. Without it the bot hears only what mentions it.',
  },
  {
    name: 'targetedMessages',
    label: 'Messages for one person',
    explanation: 'The client shows targeted messages. Without it the bot has to answer in the personal chat.',
  },
  {
    name: 'universalActions',
    label: 'Universal actions',
    explanation: 'Off: an old client, which takes the fallback of Action.Execute.',
  },
];

/** What was granted and what the client can do, and whether the bot answers. */
export function TeamsSettingsControl({ state }: { state: TeamsState }) {
  const change = useTeamsControl();
  const { name, connected, endpoint } = state.app;
  return (
    <section className="panel-section" aria-labelledby="teams-settings-title">
      <h3 id="teams-settings-title">Permissions and client</h3>
      <p className="panel-status">
        <span className={`status-dot ${connected ? 'on' : 'off'}`} aria-hidden="true" />
        {endpoint === null
          ? `Nobody has said where ${name} listens.`
          : connected
            ? `${name} answers at ${endpoint}.`
            : `${name} does not answer at ${endpoint}.`}
      </p>
      {SETTINGS.map((one) => (
        <Switch
          key={one.name}
          label={one.label}
          explanation={one.explanation}
          on={state.settings[one.name]}
          onChange={(on) => change('settings', { [one.name]: on })}
        />
      ))}
    </section>
  );
}
