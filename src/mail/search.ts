import type { ImapFlow, SearchObject } from 'imapflow';
import { MailProblem } from './connection';

/**
 * The UIDs in the open folder that fit, as the server lists them.
 * @throws MailProblem when the server refuses or is gone: to take that for "nothing found" would overlook new emails and
 *   count known ones as missing.
 */
export async function searchUids(client: ImapFlow, query: SearchObject): Promise<number[]> {
  const found = await client.search(query, { uid: true });
  if (!Array.isArray(found)) {
    throw new MailProblem('unreachable', 'The mail server refused to search a folder, or broke off.');
  }
  return found;
}
