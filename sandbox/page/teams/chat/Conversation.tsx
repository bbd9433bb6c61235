import type { TeamsState } from '../../../teamsProtocol';
import type { TeamsPlace } from '../../live/route';
import { Icon } from '../../parts/Icon';
import { useTeamsDirectory, useTeamsDoings } from '../live/teamsContext';
import { ChannelPosts } from './ChannelPosts';
import { PersonalChat } from './PersonalChat';
import { TeamsAvatar } from './TeamsAvatar';

/** The right side: a channel or the chat with the bot, with its header. */
export function Conversation({ state, at }: { state: TeamsState; at: TeamsPlace }) {
  const { me, app } = useTeamsDirectory();
  const { go } = useTeamsDoings();
  const place = state.places.find((one) => one.id === at.id && one.members.includes(me.id));
  if (!place) {
    return (
      <section className="teams-conversation" aria-label="Conversation">
        <p className="empty">
          {at.id ? 'This conversation is not yours to see, or it is gone.' : 'Choose a chat or a channel.'}
        </p>
      </section>
    );
  }
  const channel = place.kind === 'channel';
  const team = state.teams.find((one) => one.id === place.teamId);
  const name = channel ? place.name : app.name;
  const messages = state.messages[place.id] ?? [];
  return (
    <section className="teams-conversation" aria-label={name}>
      <header className="teams-header">
        <button
          type="button"
          className="icon-button small teams-back"
          aria-label="Back to the list"
          onClick={() => go({})}
        >
          <Icon name="back" />
        </button>
        {channel ? (
          <span className="teams-team-tile" aria-hidden="true">
            {(team?.name ?? place.name).slice(0, 1)}
          </span>
        ) : (
          <TeamsAvatar bot size={32} />
        )}
        <h2 className="teams-header-name">{name}</h2>
        {channel && <span className="teams-header-team">{team?.name}</span>}
        <span className="teams-header-tab">{channel ? 'Posts' : 'Chat'}</span>
        {channel && (
          <span className="teams-header-members" title={membersOf(place.members, state)}>
            <Icon name="people" size={16} /> {place.members.length}
            <span className="visually-hidden"> members</span>
          </span>
        )}
      </header>
      {channel ? (
        <ChannelPosts
          key={`${place.id} ${at.thread ?? ''}`}
          place={place}
          messages={messages}
          thread={at.thread}
        />
      ) : (
        <PersonalChat key={place.id} place={place} messages={messages} />
      )}
    </section>
  );
}

function membersOf(ids: string[], state: TeamsState): string {
  return ids.flatMap((id) => state.people.find((one) => one.id === id)?.name ?? []).join(', ');
}
