import type { MigrationInterface } from 'typeorm';
import { Foundation1795300000001 } from './foundation';

/** Every migration, oldest first. Explicit, so that nothing runs because a file happens to lie in a folder. */
export const migrations: (new () => MigrationInterface)[] = [Foundation1795300000001];
