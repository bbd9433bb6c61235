import type { Tx } from '../ports/store';

/** Accounts were asked about or decided on: what the Homes of the administrators, and of whom it is about, show has changed. */
export async function redrawHomes(tx: Tx, workspaceId: string, personIds: string[] = []): Promise<void> {
  const admins = await tx.people.workspaceAdmins(workspaceId);
  const homes = await tx.people.wantHome([...new Set([...admins.map(({ id }) => id), ...personIds])]);
  await tx.jobs.wake(homes.map((target) => ({ job: 'home', target })));
}
