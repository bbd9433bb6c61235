import { useEffect, useId, useRef } from 'react';
import { Mrkdwn } from '../blocks/Text';
import type { Question } from '../live/workspace';
import { keepFocusInside } from './keepFocusInside';

export interface Asked {
  question: Question;
  answer(agreed: boolean): void;
}

/** "Are you sure?": Escape and a press beside it mean no. */
export function ConfirmDialog({ asked, onDone }: { asked: Asked; onDone(agreed: boolean): void }) {
  const { question } = asked;
  const id = useId();
  const no = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    const before = document.activeElement as HTMLElement | null;
    no.current?.focus();
    return () => before?.focus();
  }, []);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the backdrop; the buttons have the keyboard
    <div
      className="backdrop backdrop-top"
      onPointerDown={(event) => event.target === event.currentTarget && onDone(false)}
      onKeyDown={(event) => {
        keepFocusInside(event);
        if (event.key === 'Escape') onDone(false);
      }}
    >
      <div
        className="modal modal-small"
        role="alertdialog"
        aria-modal="true"
        aria-labelledby={`${id}-title`}
        aria-describedby={`${id}-text`}
      >
        <header className="modal-header">
          <h2 id={`${id}-title`}>{question.title}</h2>
        </header>
        <div className="modal-body" id={`${id}-text`}>
          {question.mrkdwn ? <Mrkdwn text={question.text} /> : <p>{question.text}</p>}
        </div>
        <footer className="modal-footer">
          <button ref={no} type="button" className="button" onClick={() => onDone(false)}>
            {question.deny}
          </button>
          <button
            type="button"
            className={`button ${question.danger ? 'danger-solid' : 'primary'}`}
            onClick={() => onDone(true)}
          >
            {question.confirm}
          </button>
        </footer>
      </div>
    </div>
  );
}
