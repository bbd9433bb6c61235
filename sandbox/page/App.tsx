import { useEffect, useState } from 'react';
import type { ControlState } from '../protocol';
import { call } from './live/control';
import { recall, remember } from './live/stored';
import { useRoute } from './live/useRoute';
import { Workspace } from './Workspace';

/** Decides who one is: the address, else the last choice, else whom the sandbox names first. */
export function App() {
  const [route, go] = useRoute();
  const [problem, setProblem] = useState<string>();
  /** An address of the Teams window says nothing about who one is in Slack. */
  const [last, setLast] = useState<string>();
  const inTeams = route.place.kind === 'teams';
  const as = route.as ?? (inTeams ? last : undefined);

  useEffect(() => {
    if (as !== undefined) {
      remember('as', as);
      setLast(as);
      return;
    }
    // The last choice may be somebody of another sandbox that ran on this port.
    const stored = recall('as');
    const known = (id: string | undefined) =>
      call<ControlState>(`/state${id ? `?as=${encodeURIComponent(id)}` : ''}`).then((state) => state.me.id);
    known(stored)
      .catch(() => known(undefined))
      .then((id) => (inTeams ? setLast(id) : go({ ...route, as: id }, 'replace')))
      .catch((error: Error) => setProblem(error.message));
  }, [as, inTeams, go, route]);

  if (problem) {
    return (
      <main className="blank">
        <h1>The sandbox cannot be shown</h1>
        <p>{problem}</p>
      </main>
    );
  }
  return as === undefined ? null : <Workspace key={as} as={as} route={route} go={go} />;
}
