import type { Person } from '../../protocol';
import { Icon } from './Icon';

/** Initials on the person's colour; the app has its envelope. */
export function Avatar({ person, size = 36 }: { person?: Person; size?: 20 | 24 | 36 }) {
  const className = `avatar avatar-${size}`;
  if (person?.isBot) {
    return (
      <span className={`${className} avatar-app`} aria-hidden="true">
        <Icon name="mail" size={Math.round(size * 0.6)} />
      </span>
    );
  }
  const words = (person?.realName || person?.name || '?').split(/[\s.]+/).filter(Boolean);
  const initials = `${[...(words[0] ?? '?')][0] ?? ''}${words.length > 1 ? ([...(words.at(-1) ?? '')][0] ?? '') : ''}`;
  return (
    <span className={className} style={{ backgroundColor: person?.colour ?? '#777' }} aria-hidden="true">
      {initials.toUpperCase()}
    </span>
  );
}
