import { type FormEvent, useEffect, useId, useRef, useState } from 'react';
import type { ViewState } from '../../protocol';
import { Blocks } from '../blocks/Blocks';
import { SurfaceContext } from '../blocks/surface';
import { useViewSurface } from '../live/useViewSurface';
import { useDirectory, useDoings } from '../live/workspace';
import { Icon } from '../parts/Icon';
import { keepFocusInside } from './keepFocusInside';

/** One modal. Escape closes it, Tab stays inside (everything behind is inert), errors stand under their fields. */
export function ModalView({ view, depth }: { view: ViewState; depth: number }) {
  const { act } = useDoings();
  const { appName } = useDirectory();
  const { surface, values, missing, setErrors } = useViewSurface(view);
  const [sending, setSending] = useState(false);
  const dialog = useRef<HTMLFormElement>(null);
  const id = useId();

  useEffect(() => {
    const before = document.activeElement as HTMLElement | null;
    const box = dialog.current;
    if (box && !box.contains(document.activeElement)) {
      const first = box.querySelector<HTMLElement>(
        '.modal-body :is(input:not(.hidden-input), textarea, [contenteditable], button, a)',
      );
      (first ?? box).focus({ preventScroll: true });
    }
    return () => {
      if (before?.isConnected) before.focus();
    };
  }, []);

  const close = (all: boolean) => void act({ type: 'viewClose', viewId: view.id, all });
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (sending) return;
    const empty = missing();
    setErrors(empty);
    if (Object.keys(empty).length > 0) {
      focusFirstError(dialog.current);
      return;
    }
    setSending(true);
    const result = await act({ type: 'viewSubmit', viewId: view.id, values: values() });
    setSending(false);
    if (result.errors) {
      setErrors(result.errors);
      focusFirstError(dialog.current);
    }
  };

  return (
    <form
      ref={dialog}
      className="modal"
      role="dialog"
      aria-modal="true"
      aria-labelledby={`${id}-title`}
      aria-busy={sending || undefined}
      tabIndex={-1}
      noValidate
      onSubmit={(event) => void submit(event)}
      onKeyDown={(event) => {
        keepFocusInside(event);
        if (event.key === 'Escape') close(false);
        if (event.key === 'Enter' && (event.metaKey || event.ctrlKey) && view.submit)
          dialog.current?.requestSubmit();
      }}
    >
      <header className="modal-header">
        {depth > 1 && (
          <button
            type="button"
            className="icon-button"
            aria-label="Back to the previous form"
            onClick={() => close(false)}
          >
            <Icon name="back" />
          </button>
        )}
        <span className="avatar avatar-24 avatar-app" aria-hidden="true">
          <Icon name="mail" size={14} />
        </span>
        <h2 id={`${id}-title`}>{view.title ?? appName}</h2>
        <button type="button" className="icon-button" aria-label="Close dialog" onClick={() => close(true)}>
          <Icon name="close" />
        </button>
      </header>
      <div className="modal-body">
        <SurfaceContext value={surface}>
          <Blocks blocks={view.blocks} />
        </SurfaceContext>
      </div>
      <footer className="modal-footer">
        <button type="button" className="button" onClick={() => close(false)}>
          {view.close ?? (view.submit ? 'Cancel' : 'Close')}
        </button>
        {view.submit && (
          <button
            type="submit"
            className={`button primary${sending ? ' busy' : ''}`}
            aria-disabled={sending || undefined}
            disabled={view.submitDisabled}
          >
            <span className="button-text">{view.submit}</span>
          </button>
        )}
      </footer>
    </form>
  );
}

/** After React has drawn the errors. */
function focusFirstError(form: HTMLElement | null): void {
  requestAnimationFrame(() => form?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
}
