import { useEffect, useState } from 'react';
import type { TeamsCall } from '../../../teamsProtocol';
import { call } from '../../live/control';
import { formatDate } from '../../text/dates';
import { teamsReader, useTeamsDirectory, useTeamsDoings } from '../live/teamsContext';

const EVERY_MS = 1500;
const SHOWN = 100;

/** The calls that the bot made at the connector, at Graph and for tokens, newest first. */
export function TeamsCallLog() {
  const { me } = useTeamsDirectory();
  const { toast } = useTeamsDoings();
  const [calls, setCalls] = useState<TeamsCall[]>([]);
  const [failedOnly, setFailedOnly] = useState(false);
  useEffect(() => {
    let current = true;
    const read = () =>
      void call<{ calls: TeamsCall[] }>('/teams/calls').then(
        (answer) => current && setCalls(answer.calls.slice(-SHOWN).sort((a, b) => b.n - a.n)),
        () => undefined,
      );
    read();
    const timer = setInterval(read, EVERY_MS);
    return () => {
      current = false;
      clearInterval(timer);
    };
  }, []);
  const clear = () =>
    void call('/teams/calls/clear', {}).then(
      () => setCalls([]),
      (error: Error) => toast('error', error.message),
    );
  const reader = teamsReader(me);
  const failed = (one: TeamsCall) => one.httpStatus === 0 || one.httpStatus >= 400;
  const shown = failedOnly ? calls.filter(failed) : calls;
  return (
    <section className="panel-section" aria-labelledby="teams-calls-title">
      <div className="panel-row panel-row-apart">
        <h3 id="teams-calls-title">Calls of the bot</h3>
        <label className="choice choice-small">
          <input
            type="checkbox"
            checked={failedOnly}
            onChange={(event) => setFailedOnly(event.target.checked)}
          />
          Failed only
        </label>
        <button type="button" className="button small" onClick={clear}>
          Clear
        </button>
      </div>
      {shown.length === 0 && <p className="panel-note">None yet.</p>}
      <ul className="calls">
        {shown.map((one) => (
          <li key={one.n}>
            <details className="call">
              <summary>
                <span className={`status-dot ${failed(one) ? 'off' : 'on'}`} aria-hidden="true" />
                <span className="call-method">{one.operation}</span>
                <span className="call-result">
                  {failed(one) ? one.httpStatus : `${Math.round(one.ms)} ms`} ·{' '}
                  {(one.bytes / 1024).toFixed(1)} kB
                </span>
                <span className="call-time">{formatDate('{time_secs}', one.at / 1000, reader)}</span>
              </summary>
              <pre>{JSON.stringify(one.body, null, 2)}</pre>
            </details>
          </li>
        ))}
      </ul>
    </section>
  );
}
