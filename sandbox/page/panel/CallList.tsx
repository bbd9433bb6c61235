import { type ReactNode, useEffect, useId, useState } from 'react';
import { call } from '../live/control';
import type { Doings } from '../live/workspace';
import { type DateReader, formatDate } from '../text/dates';

const EVERY_MS = 1500;
const SHOWN = 100;

/** What every call has: its number in the order of calls, and when it came (epoch milliseconds). */
interface AnyCall {
  n: number;
  at: number;
}

/** How a call is shown. */
export interface ShownCall {
  name: string;
  failed: boolean;
  result: ReactNode;
  /** What was sent. */
  sent: unknown;
}

interface Props<Call> {
  title: string;
  /** Where the control interface has them; `/clear` behind it forgets them. */
  path: string;
  show(call: Call): ShownCall;
  reader: DateReader;
  toast: Doings['toast'];
}

/** The calls that the bot made, newest first. */
export function CallList<Call extends AnyCall>({ title, path, show, reader, toast }: Props<Call>) {
  const id = useId();
  const [calls, setCalls] = useState<Call[]>([]);
  const [failedOnly, setFailedOnly] = useState(false);
  useEffect(() => {
    let current = true;
    const read = () =>
      void call<{ calls: Call[] }>(path).then(
        (answer) => current && setCalls(answer.calls.slice(-SHOWN).sort((a, b) => b.n - a.n)),
        () => undefined,
      );
    read();
    const timer = setInterval(read, EVERY_MS);
    return () => {
      current = false;
      clearInterval(timer);
    };
  }, [path]);
  const clear = () =>
    void call(`${path}/clear`, {}).then(
      () => setCalls([]),
      (error: Error) => toast('error', error.message),
    );
  const all = calls.map((one) => ({ n: one.n, at: one.at, ...show(one) }));
  const shown = failedOnly ? all.filter((one) => one.failed) : all;
  return (
    <section className="panel-section" aria-labelledby={id}>
      <div className="panel-row panel-row-apart">
        <h3 id={id}>{title}</h3>
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
                <span className={`status-dot ${one.failed ? 'off' : 'on'}`} aria-hidden="true" />
                <span className="call-method">{one.name}</span>
                <span className="call-result">{one.result}</span>
                <span className="call-time">{formatDate('{time_secs}', one.at / 1000, reader)}</span>
              </summary>
              <pre>{JSON.stringify(one.sent, null, 2)}</pre>
            </details>
          </li>
        ))}
      </ul>
    </section>
  );
}
