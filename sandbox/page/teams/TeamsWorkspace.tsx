import { useMemo, useState } from 'react';
import type { TeamsActResult } from '../../teamsProtocol';
import { call } from '../live/control';
import { formatRoute, type TeamsPlace } from '../live/route';
import { useLive } from '../live/useLive';
import { Toasts } from '../parts/Toasts';
import { MessageDialog } from './dialog/MessageDialog';
import { TaskDialog } from './dialog/TaskDialog';
import { TeamsDirectoryContext, type TeamsDoings, TeamsDoingsContext } from './live/teamsContext';
import { teamsSide } from './live/teamsSide';
import { useDirectoryOfTeams } from './live/useDirectoryOfTeams';
import { TeamsShell } from './TeamsShell';

interface Props {
  as: string;
  place: TeamsPlace;
  onPerson(id: string): void;
  onUnread(count: number): void;
  panel: boolean;
  onPanelClose(): void;
}

/** One person's Teams: the live connection, what the page can do, and the dialog above the shell. */
export function TeamsWorkspace({ as, place, ...rest }: Props) {
  const { status, state, problem, toasts, toast, dismiss } = useLive(teamsSide, as);
  const [said, setSaid] = useState<string>();
  const doings = useMemo<TeamsDoings>(
    () => ({
      act: async (what, options) => {
        const result = await call<TeamsActResult>('/teams/act', { as, act: what }).catch(
          (error: Error): TeamsActResult => ({ ok: false, error: error.message, dialog: null }),
        );
        if (!result.ok && result.error && !options?.quiet) toast('error', result.error);
        return result;
      },
      toast,
      say: setSaid,
      go: (next, how) => {
        const hash = formatRoute({ place: { kind: 'teams', as, ...next } });
        if (how !== 'replace') window.location.hash = hash;
        else {
          window.history.replaceState(null, '', hash);
          window.dispatchEvent(new HashChangeEvent('hashchange'));
        }
      },
    }),
    [as, toast],
  );
  const directory = useDirectoryOfTeams(state);
  if (!state || !directory) {
    return (
      <section className="teams teams-blank" aria-label="Teams" aria-busy={problem === undefined}>
        <p>{problem ?? 'Opening Teams…'}</p>
        {problem && (
          <button type="button" className="button" onClick={() => (window.location.hash = '#/teams')}>
            Begin as somebody else
          </button>
        )}
      </section>
    );
  }
  const { dialog } = state;
  return (
    <TeamsDoingsContext value={doings}>
      <TeamsDirectoryContext value={directory}>
        <section className="teams" aria-label="Teams">
          <div className="teams-page" inert={dialog !== null || said !== undefined}>
            <TeamsShell state={state} place={place} lost={status === 'lost'} {...rest} />
          </div>
          {dialog && <TaskDialog dialog={dialog} />}
          {said !== undefined && <MessageDialog text={said} onClose={() => setSaid(undefined)} />}
          <Toasts toasts={toasts} dismiss={dismiss} />
        </section>
      </TeamsDirectoryContext>
    </TeamsDoingsContext>
  );
}
