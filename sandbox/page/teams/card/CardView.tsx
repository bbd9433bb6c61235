import type { Action } from 'adaptivecards';
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { createPortal } from 'react-dom';
import type { AdaptiveCardJson, CardInputs } from '../../../teamsProtocol';
import { MenuPopover } from '../../parts/Menu';
import type { Choice } from '../../parts/useChoices';
import { safeLink } from '../../text/safeLink';
import { parseDeepLink } from '../live/deepLink';
import { useTeamsDirectory, useTeamsDoings } from '../live/teamsContext';
import { ChoiceCombobox } from './ChoiceCombobox';
import type { ChoiceField } from './ChoiceField';
import { fillDates } from './fillDates';
import { focusFirstField, focusLike, placeOfFocus } from './focusInCard';
import { renderCard } from './renderCard';

interface Props {
  card: AdaptiveCardJson;
  /** Resolves when the bot has answered: until then the card is busy. */
  onAction(kind: 'execute' | 'submit', action: AdaptiveCardJson, inputs: CardInputs): Promise<void>;
  search(dataset: string, text: string): Promise<Choice[]>;
  /** The focus goes to the first field that wants something, now and whenever the card is replaced. */
  takesFocus?: boolean;
}

/** An Adaptive Card, drawn by Microsoft's renderer. A new card takes the place of the old one and leaves the focus. */
export function CardView({ card, onAction, search, takesFocus }: Props) {
  const { me, people, universalActions } = useTeamsDirectory();
  const { go } = useTeamsDoings();
  const host = useRef<HTMLDivElement>(null);
  const [fields, setFields] = useState<ChoiceField[]>([]);
  const [problem, setProblem] = useState<string>();
  const [overflow, setOverflow] = useState<{ actions: readonly Action[]; button: HTMLElement }>();
  const [busy, setBusy] = useState(false);
  const running = useRef(false);
  const latest = useRef({ onAction });
  latest.current = { onAction };
  const text = JSON.stringify(card);
  const { locale, timeZone } = me;

  // biome-ignore lint/correctness/useExhaustiveDependencies: `text` is the card; a new object alone redraws nothing
  useLayoutEffect(() => {
    const box = host.current;
    if (!box) return;
    const perform = async (...what: Parameters<Props['onAction']>) => {
      if (running.current) return;
      running.current = true;
      setBusy(true);
      const button = box.contains(document.activeElement) ? document.activeElement : null;
      button?.classList.add('busy');
      await latest.current.onAction(...what).finally(() => {
        running.current = false;
        button?.classList.remove('busy');
        setBusy(false);
      });
    };
    const before = placeOfFocus(box);
    try {
      const drawn = renderCard(fillDates(card, { locale, timeZone, now: Date.now() }), {
        universal: universalActions,
        onAction: (...what) => void perform(...what),
        onLink: (address) => {
          const inside = parseDeepLink(address);
          if (inside) go(inside);
          else if (safeLink(address)) window.open(address, '_blank', 'noopener,noreferrer');
        },
        onOverflow: (actions, button) => setOverflow({ actions, button }),
      });
      box.replaceChildren(drawn.element);
      setFields(drawn.fields);
      setProblem(undefined);
    } catch (error) {
      box.replaceChildren();
      setFields([]);
      setProblem((error as Error).message);
    }
    setOverflow(undefined);
    focusLike(box, before);
  }, [text, universalActions, locale, timeZone, go]);

  // After the comboboxes are there.
  // biome-ignore lint/correctness/useExhaustiveDependencies: again for every new card
  useEffect(() => {
    if (takesFocus && host.current) focusFirstField(host.current);
  }, [fields, takesFocus]);

  const nameOf = (value: string) => people.get(value)?.name;
  const anchor = useMemo(() => ({ current: overflow?.button ?? null }), [overflow]);
  useEffect(() => {
    overflow?.button.setAttribute('aria-expanded', 'true');
    overflow?.button.setAttribute('aria-haspopup', 'menu');
    return () => overflow?.button.setAttribute('aria-expanded', 'false');
  }, [overflow]);
  return (
    <div className="card" aria-busy={busy || undefined}>
      <div ref={host} className="card-host" />
      {problem && <p className="card-problem">{problem}</p>}
      {fields.map(
        (field) =>
          field.place &&
          createPortal(
            <ChoiceCombobox field={field} search={search} nameOf={nameOf} />,
            field.place,
            field.id,
          ),
      )}
      {overflow && (
        <MenuPopover
          label="More options"
          anchor={anchor}
          align="end"
          items={overflow.actions.map((action, index) => ({
            key: String(index),
            label: action.title ?? '',
            danger: action.style === 'destructive',
            onSelect: () => action.execute(),
          }))}
          onClose={(refocus) => {
            if (refocus) overflow.button.focus();
            setOverflow(undefined);
          }}
        />
      )}
    </div>
  );
}
