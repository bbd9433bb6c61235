import { type DataSource, QueryFailedError, type QueryRunner } from 'typeorm';
import { BusyError } from '../ports/store';

const LOCK_NOT_AVAILABLE = '55P03';
const DEADLOCK = '40P01';
const SERIALIZATION = '40001';
const UNIQUE = '23505';

/**
 * Two that did the same at the same time: the first has committed, so whoever tries again finds what it wrote.
 * Anything else that is not unique is a mistake of ours and stays one.
 */
const RACED = new Set([
  'email_same',
  'conversation_email_once',
  'conversation_email_pkey',
  'conversation_email_conversation_id_position_key',
  'email_copy_mailbox_id_folder_uid_validity_uid_key',
  'discussion_source',
  'request_pkey',
  'history_pkey',
  'mailbox_address',
  'person_email',
]);

/**
 * Runs `work` in one transaction on one connection of the pool.
 * @throws BusyError when a lock could not be had, or somebody else just wrote the same: nothing was done.
 */
export async function inTransaction<T>(
  source: DataSource,
  work: (runner: QueryRunner) => Promise<T>,
): Promise<T> {
  const runner = source.createQueryRunner();
  try {
    await runner.startTransaction();
    const result = await work(runner);
    await runner.commitTransaction();
    return result;
  } catch (error) {
    // On a connection that broke there is nothing left to roll back, and the first error tells more.
    if (runner.isTransactionActive) await runner.rollbackTransaction().catch(() => undefined);
    throw asBusy(error);
  } finally {
    await runner.release();
  }
}

function asBusy(error: unknown): unknown {
  if (!(error instanceof QueryFailedError)) return error;
  const { code, constraint } = error.driverError as { code?: string; constraint?: string };
  if (code === LOCK_NOT_AVAILABLE || code === DEADLOCK || code === SERIALIZATION) {
    return new BusyError('A row is locked by somebody else; nothing was done.', { cause: error });
  }
  if (code === UNIQUE && constraint && RACED.has(constraint)) {
    return new BusyError('Somebody else wrote the same at the same time; nothing was done.', {
      cause: error,
    });
  }
  return error;
}
