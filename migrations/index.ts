import type { MigrationInterface } from 'typeorm';

/** Every migration, oldest first. Explicit, so that nothing runs because a file happens to lie in a folder. */
export const migrations: (new () => MigrationInterface)[] = [];
