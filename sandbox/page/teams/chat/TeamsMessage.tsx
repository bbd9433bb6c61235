import { memo, useState } from 'react';
import type { TeamsMessageState } from '../../../teamsProtocol';
import { Icon } from '../../parts/Icon';
import { clockTime, formatDate } from '../../text/dates';
import { teamsReader, useTeamsDirectory } from '../live/teamsContext';
import { MessageCard } from './MessageCard';
import { TeamsAvatar } from './TeamsAvatar';
import { TeamsEditBox } from './TeamsEditBox';
import { TeamsMessageMenu } from './TeamsMessageMenu';
import { BotText, PersonText } from './TeamsText';

interface Props {
  message: TeamsMessageState;
  /** `bubble`: of a chat, where one's own stand on the right. */
  look: 'post' | 'reply' | 'bubble';
}

/** One message: of a person or the bot, with its words, its card and what may be done with it. */
export const TeamsMessage = memo(function TeamsMessage({ message, look }: Props) {
  const { me, people, app } = useTeamsDirectory();
  const [editing, setEditing] = useState(false);
  const reader = teamsReader(me);
  const bot = message.from === 'bot';
  const person = people.get(message.from);
  const author = bot ? app.name : (person?.name ?? 'Somebody');
  const own = message.from === me.id;
  const time = clockTime(message.at, reader);
  const day = formatDate('{date_short_pretty}', message.at / 1000, reader);
  const when = formatDate('{date_long}', message.at / 1000, reader);
  const className = `teams-message teams-${look}${own ? ' own' : ''}${message.targetedTo ? ' targeted' : ''}`;
  return (
    <article className={className} aria-label={`${author}, ${time}`} data-id={message.id}>
      {!(look === 'bubble' && own) && (
        <TeamsAvatar person={person} bot={bot} size={look === 'post' ? 32 : look === 'reply' ? 24 : 32} />
      )}
      <div className="teams-message-main">
        <header className="teams-message-head">
          {!(look === 'bubble' && own) && <span className="teams-author">{author}</span>}
          {bot && <span className="teams-badge">App</span>}
          {person?.guest && <span className="teams-guest">(Guest)</span>}
          <time dateTime={new Date(message.at).toISOString()} title={`${when}, ${time}`}>
            {look === 'bubble' || Date.now() - message.at < 43_200_000 ? time : `${day}, ${time}`}
          </time>
          {message.edited && !message.deleted && !message.card && (
            <span className="teams-edited">Edited</span>
          )}
        </header>
        {message.targetedTo && (
          <p className="teams-only-you">
            <Icon name="eye" size={14} /> Only you can see this message
          </p>
        )}
        {message.deleted ? (
          <p className="teams-deleted">This message has been deleted.</p>
        ) : editing ? (
          <TeamsEditBox message={message} onDone={() => setEditing(false)} />
        ) : (
          <div className="teams-message-body">
            {message.text &&
              (bot ? (
                <BotText text={message.text} mentions={message.mentions} />
              ) : (
                <PersonText text={message.text} mentions={message.mentions} />
              ))}
            {(message.card || message.ownCard) && <MessageCard message={message} />}
          </div>
        )}
      </div>
      {own && !message.deleted && !editing && (
        <TeamsMessageMenu message={message} onEdit={() => setEditing(true)} />
      )}
    </article>
  );
});
