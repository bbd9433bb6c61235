import type { TeamsCall } from '../../../teamsProtocol';
import { CallList, type ShownCall } from '../../panel/CallList';
import { teamsReader, useTeamsDirectory, useTeamsDoings } from '../live/teamsContext';

/** The calls that the bot made at the connector, at Graph and for tokens. */
export function TeamsCallLog() {
  const { me } = useTeamsDirectory();
  const { toast } = useTeamsDoings();
  return (
    <CallList
      title="Calls of the bot"
      path="/teams/calls"
      show={show}
      reader={teamsReader(me)}
      toast={toast}
    />
  );
}

function show({ operation, httpStatus, ms, bytes, body }: TeamsCall): ShownCall {
  // 0: the connection was cut.
  const failed = httpStatus === 0 || httpStatus >= 400;
  const result = `${failed ? httpStatus : `${Math.round(ms)} ms`} · ${(bytes / 1024).toFixed(1)} kB`;
  return { name: operation, failed, result, sent: body };
}
