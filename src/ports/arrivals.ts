import type { Reading, ReadingProblem } from '../email/parsedEmail';
import type { Ingested } from './mail';

export interface PlaceOfArrivals {
  mailboxId: string;
  folder: string;
  uidValidity: string;
  uids: number[];
}

/** How emails that lie in a folder ended, for whoever put them there (`postroom replay`). */
export interface ArrivalsSeen {
  /** Everything up to this UID has been looked at; 0 when the folder never was. */
  lastUid: number;
  /** Those of the asked UIDs that were taken in and still lie there. */
  found: ArrivalSeen[];
}

export interface ArrivalSeen {
  uid: number;
  /** Of the conversation. */
  number: number;
  outcome: Exclude<Ingested['outcome'], 'known'>;
  /** Other than `full`: its card says that it could not be read. */
  reading: Reading;
  problem: ReadingProblem | null;
}

export interface Arrivals {
  seen(place: PlaceOfArrivals): Promise<ArrivalsSeen>;
  /** How many emails with this Message-ID the mailbox holds, also those that were filed elsewhere since. */
  withId(mailboxId: string, messageId: string): Promise<{ copies: number; number: number } | null>;
}
