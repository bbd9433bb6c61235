import type { ReactNode } from 'react';
import { Icon } from '../parts/Icon';

interface Props {
  title: string;
  onClose(): void;
  children: ReactNode;
}

/** The column for what only a sandbox has. Escape closes it. */
export function PanelFrame({ title, onClose, children }: Props) {
  return (
    <aside
      className="panel"
      aria-label="Sandbox controls"
      onKeyDown={(event) => event.key === 'Escape' && onClose()}
    >
      <header className="pane-header">
        <h2 className="pane-title">{title}</h2>
        <button type="button" className="icon-button" aria-label="Close sandbox controls" onClick={onClose}>
          <Icon name="close" />
        </button>
      </header>
      <div className="panel-body">{children}</div>
    </aside>
  );
}
