import type { Tools } from '../compose/tools';
import type { Config } from '../config';
import type { Log } from '../ports/log';
import type { Terminal } from './terminal';

export interface Session {
  terminal: Terminal;
  /** Opens database and chat for the time of `work`. */
  withTools<T>(work: (tools: Tools, config: Config) => Promise<T>): Promise<T>;
}

/** Everything heavy is loaded when a command really begins: `--help` answers at once. */
export function createSession(terminal: Terminal): Session {
  return {
    terminal,
    async withTools(work) {
      const { readConfig } = require('../config') as typeof import('../config');
      const config = readConfig(terminal.env, 'commands');
      keepSecrets(config, terminal);
      const { openTools } = require('../compose/tools') as typeof import('../compose/tools');
      const tools = await openTools(config, quietLog(terminal, config.logLevel));
      try {
        return await work(tools, config);
      } finally {
        await tools.close();
      }
    },
  };
}

function keepSecrets(config: Config, terminal: Terminal): void {
  const { slack, teams, database, secretKeys } = config;
  const passwords = [database?.url, database?.ownerUrl].flatMap((url) =>
    url ? [new URL(url).password] : [],
  );
  const proof = teams?.transport.credentials;
  const secrets = [slack?.botToken, slack?.appToken, slack?.signingSecret, ...secretKeys];
  if (proof) secrets.push('secret' in proof ? proof.secret : proof.privateKeyPem);
  for (const secret of [...secrets, ...passwords, ...passwords.map(decodeURIComponent)]) {
    if (secret) terminal.keepSecret(secret);
  }
}

/** A command says what matters itself; what its parts log is for whoever looks for a fault. */
function quietLog(terminal: Terminal, level: Config['logLevel']): Log {
  const write = (fields: Record<string, unknown>, message: string): void => {
    if (level === 'debug' || level === 'trace') terminal.note(`${message} ${JSON.stringify(fields)}`);
  };
  return { debug: write, info: write, warn: write, error: write };
}
