import { useEffect, useState } from 'react';
import type { TeamsState } from '../../teamsProtocol';
import { call } from '../live/control';
import { formatRoute, type TeamsPlace } from '../live/route';
import { recall, remember } from '../live/stored';
import { TeamsWorkspace } from './TeamsWorkspace';
import './styles/teamsTokens.css';
import './styles/teamsShell.css';
import './styles/teamsComposer.css';
import './styles/teamsPost.css';
import './styles/teamsCard.css';
import './styles/teamsDialog.css';

interface Props {
  place: TeamsPlace;
  /** Of whom one is in Slack: at first one is the same person here. */
  email?: string;
  onUnread(count: number): void;
  panel: boolean;
  onPanelClose(): void;
}

/** The Teams window. Decides who one is: the address, else the last choice, else whoever one is in Slack. */
export default function TeamsWindow({ place, email, ...rest }: Props) {
  const [chosen, setChosen] = useState<string>();
  const [problem, setProblem] = useState<string>();
  const as = place.as ?? chosen;

  useEffect(() => {
    if (as !== undefined) {
      remember('teams.as', as);
      return;
    }
    const stored = recall('teams.as');
    call<TeamsState>('/teams/state')
      .then((state) => {
        const known =
          state.people.find((one) => one.id === stored) ??
          state.people.find((one) => one.email === email) ??
          state.me;
        setChosen(known.id);
      })
      .catch((error: Error) => setProblem(error.message));
  }, [as, email]);

  const onPerson = (id: string) => {
    remember('teams.as', id);
    setChosen(id);
    window.location.hash = formatRoute({
      place: { kind: 'teams', as: id, id: place.id, thread: place.thread },
    });
  };
  if (problem) {
    return (
      <section className="teams teams-blank" aria-label="Teams">
        <p>Teams cannot be shown: {problem}</p>
      </section>
    );
  }
  if (as === undefined) return <section className="teams" aria-label="Teams" aria-busy="true" />;
  return <TeamsWorkspace key={as} as={as} place={place} onPerson={onPerson} {...rest} />;
}
