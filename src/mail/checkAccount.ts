import type { Log } from '../ports/log';
import type { ServerAddress } from '../ports/rows';
import { connectImap, disconnect, MailProblem } from './connection';
import { type Folders, findFolders } from './folders';

/** Signs in as the bot will, looks and leaves. @throws MailProblem whose sentence ends with what to do. */
export async function checkAccount(
  server: ServerAddress,
  password: string,
  log: Log,
): Promise<{ folders: Folders; emails: number }> {
  let client: Awaited<ReturnType<typeof connectImap>>;
  try {
    client = await connectImap(server, password, log);
  } catch (error) {
    if (!(error instanceof MailProblem)) throw error;
    const sentence = `${error.message} ${nextStep(error, server)}`;
    throw new MailProblem(error.kind, sentence, { cause: error.cause });
  }
  try {
    const folders = await findFolders(client, { folders: {} });
    const status = await client.status(folders.inbox, { messages: true });
    return { folders, emails: status ? (status.messages ?? 0) : 0 };
  } finally {
    await disconnect(client);
  }
}

/** By the codes of Node, OpenSSL and imapflow. */
function nextStep({ cause, kind }: MailProblem, server: ServerAddress): string {
  const { code = '', authenticationFailed } = (cause ?? {}) as {
    code?: string;
    authenticationFailed?: boolean;
  };
  if (authenticationFailed && kind === 'refused') {
    return 'Check both. Many providers want an app password, or IMAP to be switched on for the account first.';
  }
  if (authenticationFailed) return 'Wait a while, then try again.';
  if (/^(ENOTFOUND|EAI_AGAIN)$/.test(code)) return 'Nobody knows this host: check its spelling.';
  if (code === 'ECONNREFUSED') return 'Nothing listens on this port: check host and port.';
  if (/EPROTO|SSL|GREETING_TIMEOUT/.test(code)) {
    return server.secure
      ? 'Maybe the server does not speak TLS from the first byte here: try --imap-tls starttls.'
      : 'Maybe the server speaks TLS from the first byte here: try --imap-tls implicit.';
  }
  if (kind === 'refused') {
    return 'Name the host as its certificate does, or have NODE_EXTRA_CA_CERTS name a file with your own authority.';
  }
  return 'Check host, port and network.';
}
