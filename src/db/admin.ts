import type { DataSource } from 'typeorm';
import type { Admin } from '../ports/admin';
import { type Clock, systemClock } from '../ports/clock';
import { newId } from '../ports/newId';
import type { Workspace } from '../ports/rows';
import { adminMailboxes } from './adminMailboxes';
import { adminPeople } from './adminPeople';
import { adminTransaction } from './adminTransaction';
import { InstallationEntity } from './entities/installation';
import { WorkspaceEntity } from './entities/workspace';
import type { Sql } from './sql';

/** The settings as `ports/admin.ts` describes them, over an initialized data source. */
export function createAdmin(source: DataSource, clock: Clock = systemClock): Admin {
  const transaction = adminTransaction(source, () => clock.now());
  return {
    ensureWorkspace: (name) =>
      transaction(async ({ sql, manager }) => {
        await sql.rows(`select pg_advisory_xact_lock(hashtextextended('first workspace', 0))`);
        const found = await oldestWorkspace(sql);
        if (found) return found;
        const workspace = { id: newId(), name };
        await manager.getRepository(WorkspaceEntity).insert(workspace);
        return workspace;
      }),

    workspace: () => transaction(({ sql }) => oldestWorkspace(sql)),

    ensureInstallation: (installation) =>
      transaction(async ({ sql, manager }) => {
        const { workspaceId, platform, team, botUser, reach } = installation;
        await sql.change(
          `insert into installation (id, workspace_id, platform, team, bot_user, reach)
           values ($1, $2, $3, $4, $5, $6)
           on conflict (platform, team) do update
             set bot_user = excluded.bot_user, reach = installation.reach || excluded.reach`,
          [newId(), workspaceId, platform, team, botUser, JSON.stringify(reach)],
        );
        const repository = manager.getRepository(InstallationEntity);
        return repository.findOneByOrFail({ platform: installation.platform, team: installation.team });
      }),

    ...adminMailboxes(transaction),
    ...adminPeople(transaction),
  };
}

async function oldestWorkspace(sql: Sql): Promise<Workspace | null> {
  const row = await sql.first<Workspace>('select id, name from workspace order by created_at, id limit 1');
  return row ?? null;
}
