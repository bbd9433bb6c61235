import type { Requests } from '../ports/store';
import type { Reply } from '../ui/reply';
import type { Sql } from './sql';

export class RequestTable implements Requests {
  constructor(private readonly sql: Sql) {}

  async replyTo(requestId: string): Promise<Reply | undefined> {
    const row = await this.sql.first<{ reply: string }>('select reply from request where id = $1', [
      requestId,
    ]);
    return row && (JSON.parse(row.reply) as Reply);
  }

  async remember(requestId: string, reply: Reply): Promise<void> {
    await this.sql.change('insert into request (id, reply) values ($1, $2)', [
      requestId,
      JSON.stringify(reply),
    ]);
  }
}
