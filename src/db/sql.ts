import type { QueryRunner } from 'typeorm';

/** Plain SQL within one transaction. Values are always parameters, never part of the text. */
export class Sql {
  constructor(private readonly runner: QueryRunner) {}

  async rows<Row>(text: string, values: unknown[] = []): Promise<Row[]> {
    const result = await this.runner.query(text, values, true);
    return result.records as Row[];
  }

  async first<Row>(text: string, values: unknown[] = []): Promise<Row | undefined> {
    const rows = await this.rows<Row>(text, values);
    return rows[0];
  }

  /** @returns how many rows were written. */
  async change(text: string, values: unknown[] = []): Promise<number> {
    const result = await this.runner.query(text, values, true);
    return result.affected ?? 0;
  }
}
