import { useEffect, useState } from 'react';
import type { ApiCall } from '../../protocol';
import { call } from '../live/control';
import { readerOf, useDirectory, useDoings } from '../live/workspace';
import { formatDate } from '../text/dates';

const EVERY_MS = 1500;
const SHOWN = 100;

/** The Web API calls that the app made, newest first. */
export function CallLog() {
  const { me } = useDirectory();
  const { toast } = useDoings();
  const [calls, setCalls] = useState<ApiCall[]>([]);
  const [failedOnly, setFailedOnly] = useState(false);
  useEffect(() => {
    let current = true;
    const read = () =>
      void call<{ calls: ApiCall[] }>('/calls').then(
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
    void call('/calls/clear', {}).then(
      () => setCalls([]),
      (error: Error) => toast('error', error.message),
    );
  const reader = readerOf(me);
  const shown = failedOnly ? calls.filter((one) => !one.ok) : calls;
  return (
    <section className="panel-section" aria-labelledby="calls-title">
      <div className="panel-row panel-row-apart">
        <h3 id="calls-title">API calls</h3>
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
                <span className={`status-dot ${one.ok ? 'on' : 'off'}`} aria-hidden="true" />
                <span className="call-method">{one.method}</span>
                <span className="call-result">
                  {one.ok ? `${Math.round(one.ms)} ms` : (one.error ?? one.httpStatus)}
                </span>
                <span className="call-time">{formatDate('{time_secs}', one.at / 1000, reader)}</span>
              </summary>
              <pre>{JSON.stringify(one.args, null, 2)}</pre>
            </details>
          </li>
        ))}
      </ul>
    </section>
  );
}
