import type { ReactNode } from 'react';
import { formatRoute } from './live/route';
import { useTheme } from './live/theme';
import { useDirectory } from './live/workspace';
import { Icon, type IconName } from './parts/Icon';

interface Props {
  current: 'chat' | 'mail';
  unread: number;
  /** Wide windows can show both. */
  both?: { on: boolean; toggle(): void };
  panel: boolean;
  onPanel(): void;
}

const THEMES = {
  auto: { icon: 'auto', label: 'Colours: as the system. Switch to light' },
  light: { icon: 'sun', label: 'Colours: light. Switch to dark' },
  dark: { icon: 'moon', label: 'Colours: dark. Switch to as the system' },
} as const;

/** Chat or mail, and the controls of the sandbox itself. At the side, or at the bottom of a narrow window. */
export function Rail({ current, unread, both, panel, onPanel }: Props) {
  const { me } = useDirectory();
  const [theme, nextTheme] = useTheme();
  return (
    <nav className="rail" aria-label="Sandbox">
      <a
        className="rail-item"
        aria-current={current === 'chat' ? 'page' : undefined}
        href={formatRoute({ as: me.id, place: { kind: 'list' } })}
      >
        <RailFace icon="chat" text="Chat">
          {unread > 0 && <span className="rail-dot" />}
        </RailFace>
      </a>
      <a
        className="rail-item"
        aria-current={current === 'mail' ? 'page' : undefined}
        href={formatRoute({ as: me.id, place: { kind: 'mail' } })}
      >
        <RailFace icon="mail" text="Mail" />
      </a>
      <span className="rail-space" />
      {both && (
        <button
          type="button"
          className="rail-item"
          aria-pressed={both.on}
          aria-label="Mail beside chat"
          onClick={both.toggle}
        >
          <RailFace icon="columns" text="Both" />
        </button>
      )}
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
