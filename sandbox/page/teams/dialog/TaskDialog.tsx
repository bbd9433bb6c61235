import { type CSSProperties, useCallback, useEffect, useId, useRef, useState } from 'react';
import type { AdaptiveCardJson, CardInputs, TeamsDialogState } from '../../../teamsProtocol';
import { keepFocusInside } from '../../modal/keepFocusInside';
import { Icon } from '../../parts/Icon';
import { CardView } from '../card/CardView';
import { focusLike } from '../card/focusInCard';
import { TeamsAvatar } from '../chat/TeamsAvatar';
import { useTeamsDirectory, useTeamsDoings } from '../live/teamsContext';

/** Teams knows three sizes by name, and pixels. */
const WIDTHS: Record<string, number> = { small: 400, medium: 600, large: 900 };
const HEIGHTS: Record<string, number> = { small: 250, medium: 450, large: 700 };

/** A dialog (task module): centred, the app's name above, one card inside. Every answer of the bot may replace the card. */
export function TaskDialog({ dialog }: { dialog: TeamsDialogState }) {
  const { act, say } = useTeamsDoings();
  const { app } = useTeamsDirectory();
  const box = useRef<HTMLDivElement>(null);
  // Taken while rendering: the card inside takes the focus before an effect out here could ask.
  const [before] = useState(() => document.activeElement as HTMLElement | null);
  const id = useId();

  const { message } = dialog;
  useEffect(() => {
    const inside = box.current?.contains(document.activeElement);
    if (!inside) box.current?.focus({ preventScroll: true });
    return () => giveBack(before, message);
  }, [before, message]);

  const submit = useCallback(
    async (_kind: 'execute' | 'submit', action: AdaptiveCardJson, inputs: CardInputs) => {
      const result = await act({ type: 'dialogSubmit', action, inputs });
      if (result.ok && result.shown) say(result.shown.text);
    },
    [act, say],
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
        style={sizesOf(dialog)}
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

/** The focus goes back to the button that opened the dialog; to the one of its name, when its card was drawn anew. */
function giveBack(button: HTMLElement | null, message: string): void {
  if (button?.isConnected) button.focus();
  else {
    const card = document.querySelector<HTMLElement>(`[data-id="${CSS.escape(message)}"] .card-host`);
    if (card) focusLike(card, { name: button?.getAttribute('aria-label') ?? undefined, index: 0 });
  }
}

/** Given as variables: a narrow window takes no notice of them. */
function sizesOf({ width, height }: TeamsDialogState): CSSProperties {
  return { '--dialog-width': px(width, WIDTHS), '--dialog-height': px(height, HEIGHTS) } as CSSProperties;
}

function px(given: string | number | undefined, named: Record<string, number>): string | undefined {
  const pixels = typeof given === 'string' ? named[given] : given;
  return pixels === undefined ? undefined : `${pixels}px`;
}
