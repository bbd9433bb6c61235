import { useEffect, useState, useSyncExternalStore } from 'react';
import { useToasts } from '../parts/Toasts';
import { Connection, type Side } from './connection';

/** One person's live connection to a side of the sandbox, open as long as it is shown, and its notices. */
export function useLive<State, Change>(side: Side<State, Change>, as: string) {
  const [connection] = useState(() => new Connection(side, as));
  useEffect(() => {
    connection.open();
    return () => connection.close();
  }, [connection]);
  const snapshot = useSyncExternalStore(connection.watch, connection.read);
  const notices = useToasts();
  const { toast } = notices;
  useEffect(
    () =>
      connection.listen((patch) => {
        const notice = side.notice(patch);
        if (notice) toast(notice.level, notice.text);
      }),
    [connection, side, toast],
  );
  return { connection, ...snapshot, ...notices };
}
