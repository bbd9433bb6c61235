import type { ReactNode } from 'react';
import { formatRoute, type TeamsPlace } from './live/route';
import { useTheme } from './live/theme';
import { useDirectory } from './live/workspace';
import { Icon, type IconName } from './parts/Icon';

export type WindowName = 'slack' | 'teams' | 'mail';

interface Props {
  current: WindowName;
  unread: number;
  teamsUnread: number;
  /** Where the Teams window was left. */
  teamsPlace: TeamsPlace;
  /** Wide windows can show another one beside Slack. */
  beside?: { what?: 'mail' | 'teams'; toggle(what: 'mail' | 'teams'): void };
  panel: boolean;
  onPanel(): void;
}

const THEMES = {
  auto: { icon: 'auto', label: 'Colours: as the system. Switch to light' },
  light: { icon: 'sun', label: 'Colours: light. Switch to dark' },
  dark: { icon: 'moon', label: 'Colours: dark. Switch to as the system' },
} as const;

/** Slack, Teams or mail, and the controls of the sandbox itself. At the side, or at the bottom of a narrow window. */
export function Rail({ current, unread, teamsUnread, teamsPlace, beside, panel, onPanel }: Props) {
  const { me } = useDirectory();
  const [theme, nextTheme] = useTheme();
  const windows = [
    { name: 'slack', text: 'Slack', icon: 'chat', href: formatRoute({ as: me.id, place: { kind: 'list' } }) },
    { name: 'teams', text: 'Teams', icon: 'people', href: formatRoute({ place: teamsPlace }) },
    { name: 'mail', text: 'Mail', icon: 'mail', href: formatRoute({ as: me.id, place: { kind: 'mail' } }) },
  ] as const;
  const marked = { slack: unread > 0, teams: teamsUnread > 0, mail: false };
  return (
    <nav className="rail" aria-label="Sandbox">
      {windows.map((one) => (
        <a
          key={one.name}
          className="rail-item"
          aria-current={current === one.name ? 'page' : undefined}
          href={one.href}
        >
          <RailFace icon={one.icon} text={one.text}>
            {marked[one.name] && <span className="rail-dot" />}
          </RailFace>
        </a>
      ))}
      <span className="rail-space" />
      {beside &&
        (['teams', 'mail'] as const).map((what) => (
          <button
            key={what}
            type="button"
            className="rail-item"
            aria-pressed={beside.what === what}
            aria-label={what === 'mail' ? 'Mail beside chat' : 'Teams beside Slack'}
            title={what === 'mail' ? 'Slack and mail side by side' : 'Slack and Teams side by side'}
            onClick={() => beside.toggle(what)}
          >
            <RailFace icon="columns" text={what === 'mail' ? '+ Mail' : '+ Teams'} />
          </button>
        ))}
      <button
        type="button"
        className="rail-item"
        aria-expanded={panel}
        aria-label="Sandbox controls"
        onClick={onPanel}
      >
        <RailFace icon="sliders" text="Sandbox" />
      </button>
      <button
        type="button"
        className="rail-item"
        aria-label={THEMES[theme].label}
        title={THEMES[theme].label}
        onClick={nextTheme}
      >
        <RailFace icon={THEMES[theme].icon} text="Theme" />
      </button>
    </nav>
  );
}

function RailFace({ icon, text, children }: { icon: IconName; text: string; children?: ReactNode }) {
  return (
    <>
      <span className="rail-face">
        <Icon name={icon} />
        {children}
      </span>
      <span className="rail-text">{text}</span>
    </>
  );
}
