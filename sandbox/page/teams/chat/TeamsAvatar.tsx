import type { TeamsPerson } from '../../../teamsProtocol';
import { Icon } from '../../parts/Icon';

/** Initials in a circle; a bot has Teams' hexagon. */
export function TeamsAvatar({
  person,
  bot,
  size = 32,
}: {
  person?: TeamsPerson;
  bot?: boolean;
  size?: 20 | 24 | 32;
}) {
  if (bot) {
    return (
      <span className={`teams-avatar teams-avatar-${size} teams-avatar-bot`} aria-hidden="true">
        <Icon name="mail" size={Math.round(size * 0.55)} />
      </span>
    );
  }
  const words = (person?.name ?? '?').split(/\s+/).filter(Boolean);
  const initials = `${[...(words[0] ?? '?')][0] ?? ''}${words.length > 1 ? ([...(words.at(-1) ?? '')][0] ?? '') : ''}`;
  return (
    <span
      className={`teams-avatar teams-avatar-${size}`}
      style={{ backgroundColor: person?.colour ?? '#777' }}
      aria-hidden="true"
    >
      {initials.toUpperCase()}
    </span>
  );
}
