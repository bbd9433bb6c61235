import type { ApiCall } from '../../protocol';
import { readerOf, useDirectory, useDoings } from '../live/workspace';
import { CallList, type ShownCall } from './CallList';

/** The Web API calls that the app made. */
export function CallLog() {
  const { me } = useDirectory();
  const { toast } = useDoings();
  return <CallList title="API calls" path="/calls" show={show} reader={readerOf(me)} toast={toast} />;
}

function show({ method, ok, ms, error, httpStatus, args }: ApiCall): ShownCall {
  const result = ok ? `${Math.round(ms)} ms` : (error ?? httpStatus);
  return { name: method, failed: !ok, result, sent: args };
}
