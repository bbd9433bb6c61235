import { type EmbeddedOptions, findOrStart, type Running } from './findOrStart';
import { whenGone } from './whenGone';

export interface EmbeddedPostgres {
  /** For the running role `postroom`. */
  url: string;
  /** For `postroom_owner`, who owns the database and runs migrations. */
  ownerUrl: string;
  /** The folder where the cluster really is (see placeFor). */
  place: string;
  /** Process id of the server, when this was returned. */
  pid: number;
  /** True when another process had started the server. */
  reused: boolean;
  /** Ends the server if this process started it; otherwise leaves it alone. */
  stop(): Promise<void>;
}

/**
 * A PostgreSQL server for this machine alone: started, or found running when another process has started it on
 * the same folder. A server that is just starting or stopping is waited for. It listens on 127.0.0.1 with
 * random passwords, runs as an ordinary user even under root, and ends with the process that started it.
 *
 * When a server that was found ends with its starter (a command that ran before the bot came), this process
 * starts it again on the same port: its sessions break once, and the urls stay true.
 * @throws EmbeddedPostgresError with a sentence and a next step.
 */
export async function startEmbeddedPostgres(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
  const first = await findOrStart(options);
  const { url, ownerUrl } = urls(first);
  let server = first.server;
  let stopped = false;
  let endWatch = async (): Promise<void> => undefined;
  let takingOver: Promise<void> = Promise.resolve();

  const watch = async () => {
    endWatch = await whenGone(url, () => {
      takingOver = takeOver().catch((error: Error) => process.emitWarning(error));
    });
    if (stopped) await endWatch();
  };
  const takeOver = async () => {
    if (stopped) return;
    const next = await findOrStart({ ...options, port: first.port });
    server = next.server;
    if (!server) await watch();
  };
  if (!server) await watch();
  return {
    url,
    ownerUrl,
    place: first.place,
    pid: first.pid,
    reused: !first.server,
    stop: async () => {
      stopped = true;
      await endWatch();
      await takingOver;
      await server?.stop();
    },
  };
}

function urls({ credentials, port }: Running): { url: string; ownerUrl: string } {
  const at = (role: string, password: string) => `postgres://${role}:${password}@127.0.0.1:${port}/postroom`;
  return {
    url: at('postroom', credentials.password),
    ownerUrl: at('postroom_owner', credentials.ownerPassword),
  };
}
