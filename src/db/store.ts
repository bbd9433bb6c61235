import type { DataSource } from 'typeorm';
import type { Store } from '../ports/store';
import { AccountTables } from './accounts';
import { BlobTable } from './blobs';
import { ConversationTable } from './conversations';
import { DiscussionTable } from './discussions';
import { EmailTables } from './emails';
import { HistoryTable } from './history';
import { JobTable } from './jobs';
import { LeaseTable } from './leases';
import { MailboxTable } from './mailboxes';
import { PeopleTables } from './people';
import { PostTable } from './posts';
import { RequestTable } from './requests';
import { Sql } from './sql';
import { inTransaction } from './transaction';

/** The database as `ports/store.ts` describes it, over an initialized data source. */
export function createStore(source: DataSource): Store {
  return {
    transaction: (work) =>
      inTransaction(source, (runner) => {
        const sql = new Sql(runner);
        return work({
          conversations: new ConversationTable(sql),
          emails: new EmailTables(sql),
          discussions: new DiscussionTable(sql),
          people: new PeopleTables(sql),
          accounts: new AccountTables(sql),
          mailboxes: new MailboxTable(sql),
          history: new HistoryTable(sql),
          posts: new PostTable(sql),
          requests: new RequestTable(sql),
          blobs: new BlobTable(sql),
          leases: new LeaseTable(sql),
          jobs: new JobTable(sql),
        });
      }),
  };
}
