import { useCallback, useMemo, useState } from 'react';
import { actAs } from './live/control';
import type { Route } from './live/route';
import { slackSide } from './live/slackSide';
import { remember } from './live/stored';
import { useDirectoryOf } from './live/useDirectoryOf';
import { useLive } from './live/useLive';
import { DirectoryContext, type Doings, DoingsContext } from './live/workspace';
import { type Asked, ConfirmDialog } from './modal/ConfirmDialog';
import { ModalStack } from './modal/ModalStack';
import { Toasts } from './parts/Toasts';
import { Shell } from './Shell';

interface Props {
  as: string;
  route: Route;
  go(next: Route, how?: 'push' | 'replace'): void;
}

/** One person's workspace: the live connection, what the page can do, and the layers above the shell. */
export function Workspace({ as, route, go }: Props) {
  const { connection, status, state, problem, toasts, toast, dismiss } = useLive(slackSide, as);
  const [asked, setAsked] = useState<Asked>();
  const act = useCallback<Doings['act']>(
    async (what, options) => {
      const result = await actAs(as, what);
      if (!result.ok && result.error && !options?.quiet) toast('error', result.error);
      return result;
    },
    [as, toast],
  );
  const doings = useMemo<Doings>(
    () => ({
      act,
      toast,
      confirm: (question) => new Promise((answer) => setAsked({ question, answer })),
      go: (place, how) => go({ as, place }, how),
      listen: (listener) => connection.listen(listener),
    }),
    [act, toast, go, as, connection],
  );
  const directory = useDirectoryOf(state);

  if (!state || !directory) {
    return (
      <main className="blank" aria-busy={problem === undefined}>
        <p>{problem ?? 'Opening the workspace…'}</p>
        {problem && (
          <button type="button" className="button" onClick={() => go({ place: { kind: 'list' } })}>
            Begin as somebody else
          </button>
        )}
      </main>
    );
  }
  const covered = asked !== undefined || state.views.length > 0;
  return (
    <DoingsContext value={doings}>
      <DirectoryContext value={directory}>
        <div className="page" inert={covered}>
          <Shell
            state={state}
            route={route}
            lost={status === 'lost'}
            onPerson={(id) => {
              remember('as', id);
              go({ as: id, place: route.place.kind === 'mail' ? route.place : keepPublic(route, state) });
            }}
          />
        </div>
        <ModalStack views={state.views} inert={asked !== undefined} />
        {asked && (
          <ConfirmDialog
            asked={asked}
            onDone={(agreed) => {
              setAsked(undefined);
              asked.answer(agreed);
            }}
          />
        )}
        <Toasts toasts={toasts} dismiss={dismiss} />
      </DirectoryContext>
    </DoingsContext>
  );
}

/** Another person may not see the DM or private channel that is open; a public channel stays. */
function keepPublic(route: Route, state: { channels: { id: string; kind: string }[] }): Route['place'] {
  const { place } = route;
  if (place.kind === 'teams') return { kind: 'list' };
  if (place.kind !== 'channel') return place;
  const channel = state.channels.find((one) => one.id === place.id);
  return channel?.kind === 'public' ? place : { kind: 'list' };
}
