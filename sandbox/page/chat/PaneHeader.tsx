import type { ReactNode } from 'react';
import { Icon } from '../parts/Icon';

interface Props {
  title: ReactNode;
  detail?: ReactNode;
  /** Only where panes collapse into one. */
  back?: () => void;
  backLabel?: string;
  close?: () => void;
  closeLabel?: string;
  aside?: ReactNode;
}

export function PaneHeader({ title, detail, back, backLabel, close, closeLabel, aside }: Props) {
  return (
    <header className="pane-header">
      {back && (
        <button type="button" className="icon-button pane-back" aria-label={backLabel} onClick={back}>
          <Icon name="back" />
        </button>
      )}
      <h1 className="pane-title">{title}</h1>
      {detail && <p className="pane-detail">{detail}</p>}
      <span className="pane-aside">{aside}</span>
      {close && (
        <button type="button" className="icon-button pane-close" aria-label={closeLabel} onClick={close}>
          <Icon name="close" />
        </button>
      )}
    </header>
  );
}
