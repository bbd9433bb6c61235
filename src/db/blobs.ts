import { createHash } from 'node:crypto';
import { newId } from '../ports/newId';
import type { Blobs } from '../ports/store';
import { whole } from './columnValues';
import type { Sql } from './sql';

/** Small enough that no single row or message to the server is large. */
export const CHUNK_BYTES = 1024 * 1024;

export class BlobTable implements Blobs {
  constructor(private readonly sql: Sql) {}

  async put(workspaceId: string, content: Buffer): Promise<string> {
    const hash = createHash('sha256').update(content).digest();
    // Of two at once the second waits here for the first to commit, and then finds it.
    const inserted = await this.sql.first<{ id: string }>(
      `insert into blob (id, workspace_id, hash, size) values ($1, $2, $3, $4)
       on conflict (workspace_id, hash) do nothing returning id`,
      [newId(), workspaceId, hash, content.length],
    );
    if (inserted) {
      await this.write(inserted.id, content);
      return inserted.id;
    }
    const known = await this.sql.first<{ id: string; complete: boolean }>(
      'select id, complete from blob where workspace_id = $1 and hash = $2 for update',
      [workspaceId, hash],
    );
    if (!known) throw new Error('A blob was removed while the same content was being stored.');
    if (!known.complete) {
      await this.sql.change('delete from blob_chunk where blob_id = $1', [known.id]);
      await this.write(known.id, content);
    }
    return known.id;
  }

  private async write(id: string, content: Buffer): Promise<void> {
    for (let n = 0; n * CHUNK_BYTES < content.length; n += 1) {
      await this.sql.change('insert into blob_chunk (blob_id, n, data) values ($1, $2, $3)', [
        id,
        n,
        content.subarray(n * CHUNK_BYTES, (n + 1) * CHUNK_BYTES),
      ]);
    }
    await this.sql.change('update blob set complete = true where id = $1', [id]);
  }

  async read(blobId: string): Promise<Buffer> {
    const blob = await this.sql.first<{ size: string; complete: boolean }>(
      'select size, complete from blob where id = $1',
      [blobId],
    );
    if (!blob?.complete) throw new Error(`There is no whole blob ${blobId}.`);
    const chunks = await this.sql.rows<{ data: Buffer }>(
      'select data from blob_chunk where blob_id = $1 order by n',
      [blobId],
    );
    const content = Buffer.concat(chunks.map((chunk) => chunk.data));
    if (content.length !== whole(blob.size)) throw new Error(`The blob ${blobId} is not whole.`);
    return content;
  }
}
