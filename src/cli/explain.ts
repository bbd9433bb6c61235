import { Problem } from './problem';

/** Postgres' and Node's codes for a database that cannot be used, with what to do. */
const DATABASE_CODES: Record<string, string> = {
  ECONNREFUSED: 'nothing listens there. Start Postgres, or correct DATABASE_URL and DATABASE_OWNER_URL',
  ENOTFOUND: 'its host is unknown. Correct DATABASE_URL and DATABASE_OWNER_URL',
  EAI_AGAIN: 'its host could not be looked up. Check the network',
  ETIMEDOUT: 'it did not answer in time. Check the network and DATABASE_URL',
  '28P01': 'it refuses the password. Correct DATABASE_URL and DATABASE_OWNER_URL',
  '28000': 'it refuses this role. Correct DATABASE_URL and DATABASE_OWNER_URL',
  '3D000': 'there is no such database. Create it, or correct DATABASE_URL and DATABASE_OWNER_URL',
  '42501': 'the role lacks a right. Migrate with DATABASE_OWNER_URL as the owner of the tables',
  '53300': 'it takes no more connections. Try again, or raise max_connections',
};

export interface Explained {
  sentence: string;
  exitCode: 1 | 2;
}

/** What a person reads when a command failed: what, why and what next; never a stack trace. */
export function explain(error: unknown): Explained {
  if (error instanceof Problem) return { sentence: error.message, exitCode: error.exitCode };
  const { name, message, code } = first(error);
  if (name === 'ConfigError') return { sentence: message, exitCode: 1 };
  if (code && DATABASE_CODES[code]) {
    return { sentence: `The database cannot be used: ${DATABASE_CODES[code]} (${code}).`, exitCode: 1 };
  }
  if (name === 'BusyError' || name === 'HistoryMovedError' || code === '55P03') {
    return { sentence: 'Somebody else is changing this right now. Try again.', exitCode: 1 };
  }
  return { sentence: message.trim() || 'The command failed without a reason.', exitCode: 1 };
}

/** Connection errors come several in one. */
function first(error: unknown): { name: string; message: string; code?: string } {
  if (error instanceof AggregateError && error.errors.length > 0) return first(error.errors[0]);
  if (error instanceof Error) {
    const { code } = error as NodeJS.ErrnoException;
    return { name: error.constructor.name, message: error.message, ...(code && { code: String(code) }) };
  }
  return { name: 'unknown', message: String(error) };
}
