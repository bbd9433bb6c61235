import { useCallback, useEffect, useId, useRef } from 'react';
import type { AdaptiveCardJson, CardInputs, TeamsActResult, TeamsDialogState } from '../../../teamsProtocol';
import { keepFocusInside } from '../../modal/keepFocusInside';
import { Icon } from '../../parts/Icon';
import { CardView } from '../card/CardView';
import { TeamsAvatar } from '../chat/TeamsAvatar';
import { useTeamsDirectory, useTeamsDoings } from '../live/teamsContext';

interface Props {
  dialog: TeamsDialogState;
  /** What the bot said instead of another step: shown when the dialog is gone. */
  onShown(shown: NonNullable<TeamsActResult['shown']>): void;
}

/** Teams knows three sizes by name, and pixels. */
const WIDTHS: Record<string, number> = { small: 400, medium: 600, large: 900 };
const HEIGHTS: Record<string, number> = { small: 250, medium: 450, large: 700 };

/** A dialog (task module): centred, the app's name above, one card inside. Every answer of the bot may replace the card. */
export function TaskDialog({ dialog, onShown }: Props) {
  const { act } = useTeamsDoings();
  const { app } = useTeamsDirectory();
  const box = useRef<HTMLDivElement>(null);
  const id = useId();

  useEffect(() => {
    const before = document.activeElement as HTMLElement | null;
    box.current?.focus({ preventScroll: true });
    return () => {
      if (before?.isConnected) before.focus();
    };
  }, []);

  const submit = useCallback(
    async (_kind: 'execute' | 'submit', action: AdaptiveCardJson, inputs: CardInputs) => {
      const result = await act({ type: 'dialogSubmit', action, inputs });
      if (result.ok && result.shown) onShown(result.shown);
    },
    [act, onShown],
  );
  const search = useCallback(
    async (dataset: string, text: string) => {
      const result = await act({ type: 'search', dataset, text, in: 'dialog' }, { quiet: true });
      if (!result.ok) throw new Error(result.error ?? 'The app did not answer.');
      return (result.options ?? []).map((one) => ({ value: one.value, text: one.title }));
    },
    [act],
  );
  const close = () => void act({ type: 'dialogClose' });
  return (
    <div className="teams-backdrop">
      <div
        ref={box}
        className="teams-dialog"
        role="dialog"
        aria-modal="true"
        aria-labelledby={`${id}-title`}
        tabIndex={-1}
        style={{ width: size(dialog.width, WIDTHS, 600), minHeight: size(dialog.height, HEIGHTS) }}
        onKeyDown={(event) => {
          keepFocusInside(event);
          if (event.key === 'Escape' && !event.defaultPrevented) close();
        }}
      >
        <header className="teams-dialog-head">
          <TeamsAvatar bot size={24} />
          <span className="teams-dialog-app">{app.name}</span>
          <h2 id={`${id}-title`}>{dialog.title}</h2>
          <button type="button" className="icon-button small" aria-label="Close dialog" onClick={close}>
            <Icon name="close" size={18} />
          </button>
        </header>
        <div className="teams-dialog-body">
          <CardView card={dialog.card} onAction={submit} search={search} takesFocus />
        </div>
      </div>
    </div>
  );
}

function size(given: string | number | undefined, named: Record<string, number>, otherwise?: number) {
  if (typeof given === 'number') return given;
  return given === undefined ? otherwise : (named[given] ?? otherwise);
}
