import { useCallback, useEffect, useRef, useState } from 'react';
import type { AdaptiveCardJson, CardInputs, TeamsActResult, TeamsMessageState } from '../../../teamsProtocol';
import { CardView } from '../card/CardView';
import { useTeamsDirectory, useTeamsDoings } from '../live/teamsContext';

/** The card of a message: its actions go to the bot, what the bot answers stands below it. */
export function MessageCard({ message }: { message: TeamsMessageState }) {
  const { act, say } = useTeamsDoings();
  const [shown, setShown] = useState<TeamsActResult['shown']>();
  const box = useRef<HTMLDivElement>(null);
  const { place, id } = message;
  const card = message.ownCard ?? message.card;
  useRefresh(message, box);

  const perform = useCallback(
    async (kind: 'execute' | 'submit', action: AdaptiveCardJson, inputs: CardInputs) => {
      setShown(undefined);
      const result = await act({ type: kind, place, message: id, action, inputs }, { quiet: true });
      // Instead of a dialog there may be a sentence: it stands where the dialog would.
      if (kind === 'submit' && result.shown?.tone === 'message') say(result.shown.text);
      else
        setShown(result.shown ?? (result.ok ? undefined : { tone: 'error', text: result.error ?? UNKNOWN }));
    },
    [act, say, place, id],
  );
  const search = useCallback(
    async (dataset: string, text: string) => {
      const result = await act(
        { type: 'search', dataset, text, in: { place, message: id } },
        { quiet: true },
      );
      if (!result.ok) throw new Error(result.error ?? UNKNOWN);
      return (result.options ?? []).map((one) => ({ value: one.value, text: one.title }));
    },
    [act, place, id],
  );
  if (!card) return null;
  const full = (card.msteams as { width?: string } | undefined)?.width?.toLowerCase() === 'full';
  return (
    <div ref={box} className={`teams-card${full ? ' teams-card-full' : ''}`}>
      <div className="teams-card-face">
        <CardView card={card} onAction={perform} search={search} />
      </div>
      {shown && (
        <p
          className={`teams-card-answer${shown.tone === 'error' ? ' error' : ''}`}
          role={shown.tone === 'error' ? 'alert' : 'status'}
        >
          {shown.text}
        </p>
      )}
    </div>
  );
}

const UNKNOWN = 'Something went wrong. Please try again.';

/** What the client does with `refresh`: asks once for a fresh card, when this version of it comes into view. */
function useRefresh(message: TeamsMessageState, box: React.RefObject<HTMLDivElement | null>): void {
  const { me, universalActions } = useTeamsDirectory();
  const { act } = useTeamsDoings();
  const { place, id, card } = message;
  const refresh = card?.refresh as { userIds?: string[] } | undefined;
  const asks = universalActions && refresh !== undefined;
  const named = asks && (!refresh.userIds || refresh.userIds.includes(me.mri));
  const version = named ? JSON.stringify(card) : undefined;
  useEffect(() => {
    if (version === undefined || !box.current) return;
    const watcher = new IntersectionObserver((seen) => {
      if (!seen.some((one) => one.isIntersecting)) return;
      watcher.disconnect();
      void act({ type: 'view', place, message: id }, { quiet: true });
    });
    watcher.observe(box.current);
    return () => watcher.disconnect();
  }, [version, box, act, place, id]);
}
