import { buildIfStale } from './buildIfStale';

/** jest's globalSetup of the projects whose tests start processes of the project, but need no Postgres. */
export default function setUp(): void {
  buildIfStale();
}
