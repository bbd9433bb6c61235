import type { Instant } from '../domain/conversation';
import { LeaseLostError, type Leases } from '../ports/store';
import { whole } from './columnValues';
import type { Sql } from './sql';

/** Time is clock_timestamp() everywhere: now() stands still within a transaction, a lease does not. */
export class LeaseTable implements Leases {
  constructor(private readonly sql: Sql) {}

  async hold(name: string, holder: string, seconds: number): Promise<number | null> {
    const row = await this.sql.first<{ epoch: string }>(
      `insert into lease (name, holder, epoch, until)
       values ($1, $2, 1, clock_timestamp() + make_interval(secs => $3))
       on conflict (name) do update
         set holder = excluded.holder,
             epoch = lease.epoch + case when lease.holder = excluded.holder then 0 else 1 end,
             until = clock_timestamp() + make_interval(secs => $3)
         where lease.holder = excluded.holder or lease.until <= clock_timestamp()
       returning epoch`,
      [name, holder, seconds],
    );
    return row ? whole(row.epoch) : null;
  }

  async release(name: string, holder: string): Promise<void> {
    // The row stays: its epoch must never be given out twice.
    await this.sql.change(
      `update lease set holder = '', until = clock_timestamp() where name = $1 and holder = $2`,
      [name, holder],
    );
  }

  async check(name: string, epoch: number): Promise<void> {
    const row = await this.sql.first(
      `select 1 from lease where name = $1 and epoch = $2 and holder <> '' and until > clock_timestamp()
          for share`,
      [name, epoch],
    );
    if (!row) throw new LeaseLostError(`The lease ${name} with epoch ${epoch} is not held any more.`);
  }

  async tick(name: string, due: Instant): Promise<boolean> {
    const rows = await this.sql.change(
      'insert into tick (name, due) values ($1, $2) on conflict do nothing',
      [name, due],
    );
    return rows > 0;
  }
}
