import { useEffect, useId, useRef } from 'react';
import { keepFocusInside } from '../../modal/keepFocusInside';
import { TeamsAvatar } from '../chat/TeamsAvatar';
import { useTeamsDirectory } from '../live/teamsContext';

/** A sentence that the bot answered a dialog with. */
export function MessageDialog({ text, onClose }: { text: string; onClose(): void }) {
  const { app } = useTeamsDirectory();
  const button = useRef<HTMLButtonElement>(null);
  const id = useId();
  useEffect(() => {
    const before = document.activeElement as HTMLElement | null;
    button.current?.focus();
    return () => {
      if (before?.isConnected) before.focus();
    };
  }, []);
  return (
    <div className="teams-backdrop">
      <div
        className="teams-dialog teams-dialog-small"
        role="alertdialog"
        aria-modal="true"
        aria-labelledby={`${id}-title`}
        aria-describedby={`${id}-text`}
        onKeyDown={(event) => {
          keepFocusInside(event);
          if (event.key === 'Escape') onClose();
        }}
      >
        <header className="teams-dialog-head">
          <TeamsAvatar bot size={24} />
          <h2 id={`${id}-title`}>{app.name}</h2>
        </header>
        <p className="teams-dialog-text" id={`${id}-text`}>
          {text}
        </p>
        <footer className="teams-dialog-foot">
          <button ref={button} type="button" className="button primary" onClick={onClose}>
            OK
          </button>
        </footer>
      </div>
    </div>
  );
}
