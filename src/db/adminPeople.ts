import { isDeepStrictEqual } from 'node:util';
import type { Actor } from '../domain/events';
import { seesAll } from '../domain/permissions';
import type { Admin, Outcome, PersonProblem, Who } from '../ports/admin';
import { newId } from '../ports/newId';
import type { Person } from '../ports/rows';
import type { ChatUser } from '../ui/request';
import { AccountTables } from './accounts';
import type { AdminTransaction, AdminWork } from './adminTransaction';
import { MembershipEntity } from './entities/membership';
import { IdentityEntity, PersonEntity } from './entities/person';
import { lockMailbox } from './mailboxStream';
import { PeopleTables } from './people';
import { takeBackPosts } from './takeBack';

type PeopleAdmin = Pick<
  Admin,
  'findPerson' | 'setMember' | 'members' | 'removeMember' | 'setWorkspaceAdmin' | 'workspaceAdmins'
>;

export function adminPeople(transaction: AdminTransaction): PeopleAdmin {
  return {
    findPerson: (workspaceId, who) => transaction((admin) => find(admin, workspaceId, who)),

    setMember: (mailboxId, who, membership, actor) =>
      transaction(async (admin) => {
        const locked = await lockMailbox(admin.sql, mailboxId, actor, admin.now);
        if (!locked) return { ok: false, why: 'noSuchMailbox' };
        if (locked.mailbox.state === 'removed') return { ok: false, why: 'mailboxRemoved' };
        const known = await findOrMake(admin, locked.mailbox.workspaceId, who, actor);
        if (!known.ok) return known;
        const person = known.value;
        const before = await new PeopleTables(admin.sql).membership(person.id, mailboxId);
        if (!isDeepStrictEqual(before, membership)) {
          await admin.manager
            .getRepository(MembershipEntity)
            .createQueryBuilder()
            .insert()
            .values({ mailboxId, personId: person.id, ...membership })
            .orUpdate(['role', 'grants'], ['mailbox_id', 'person_id'])
            .execute();
          await locked.record({ type: 'memberSet', personId: person.id, ...membership });
          if (!seesAll(person.id, membership, locked.mailbox)) {
            await takeBackPosts(admin.sql, mailboxId, person.id, true);
          }
        }
        return { ok: true, value: { person, membership } };
      }),

    members: (mailboxId) =>
      transaction(async ({ sql, manager }) => {
        const members = await new PeopleTables(sql).members(mailboxId);
        const identities = await manager
          .getRepository(IdentityEntity)
          .createQueryBuilder('i')
          .where('i.personId = any(:ids)', { ids: members.map(({ person }) => person.id) })
          .orderBy('i.id')
          .getMany();
        return members.map((member) => ({
          ...member,
          identities: identities
            .filter((identity) => identity.personId === member.person.id)
            .map(({ platform, team, user }): ChatUser => ({ platform, team, user })),
        }));
      }),

    removeMember: (mailboxId, personId, actor) =>
      transaction(async ({ sql, manager, now }) => {
        const locked = await lockMailbox(sql, mailboxId, actor, now);
        if (!locked) return { ok: false, why: 'noSuchMailbox' };
        const { affected } = await manager.getRepository(MembershipEntity).delete({ mailboxId, personId });
        if (!affected) return { ok: false, why: 'notMember' };
        await locked.record({ type: 'memberRemoved', personId });
        await takeBackPosts(sql, mailboxId, personId, false);
        return { ok: true, value: null };
      }),

    setWorkspaceAdmin: (workspaceId, who, workspaceAdmin) =>
      transaction(async (admin) => {
        const known = await findOrMake(admin, workspaceId, who, { kind: 'system', id: null });
        if (!known.ok) return known;
        await admin.manager.getRepository(PersonEntity).update({ id: known.value.id }, { workspaceAdmin });
        return { ok: true, value: { ...known.value, workspaceAdmin } };
      }),

    workspaceAdmins: (workspaceId) =>
      transaction(({ manager }) =>
        manager
          .getRepository(PersonEntity)
          .find({ where: { workspaceId, workspaceAdmin: true }, order: { name: 'ASC', id: 'ASC' } }),
      ),
  };
}

async function find({ sql, manager }: AdminWork, workspaceId: string, who: Who): Promise<Person | null> {
  if ('user' in who) {
    const person = await new PeopleTables(sql).byIdentity(who.user);
    return person?.workspaceId === workspaceId ? person : null;
  }
  const people = manager.getRepository(PersonEntity);
  if ('personId' in who) return people.findOneBy({ id: who.personId, workspaceId });
  return people
    .createQueryBuilder('p')
    .where('p.workspaceId = :workspaceId and lower(p.email) = lower(:email)', {
      workspaceId,
      email: who.email.trim(),
    })
    .getOne();
}

async function findOrMake(
  admin: AdminWork,
  workspaceId: string,
  who: Who,
  actor: Actor,
): Promise<Outcome<Person, PersonProblem>> {
  if (!('user' in who)) {
    const person = await find(admin, workspaceId, who);
    return person ? { ok: true, value: person } : { ok: false, why: 'noSuchPerson' };
  }
  const { user } = who;
  // Two that add the same account at once: the second finds what the first made.
  await admin.sql.rows('select pg_advisory_xact_lock(hashtextextended($1, 0))', [
    `account ${user.platform} ${user.team} ${user.user}`,
  ]);
  const known = await new PeopleTables(admin.sql).byIdentity(user);
  if (known) {
    return known.workspaceId === workspaceId
      ? { ok: true, value: known }
      : { ok: false, why: 'otherWorkspace' };
  }
  const sameEmail = who.email === null ? null : await find(admin, workspaceId, { email: who.email });
  const person = sameEmail ?? (await make(admin, workspaceId, who));
  const at = admin.now().toISOString();
  const linked = await new AccountTables(admin.sql).link(person.id, user, who.handle ?? null, actor, at);
  // Another account of the same team with this address: which of the two it is must be said by somebody.
  if (!linked.ok) return { ok: false, why: 'emailTaken' };
  return { ok: true, value: person };
}

async function make(
  { manager }: AdminWork,
  workspaceId: string,
  who: Extract<Who, { user: ChatUser }>,
): Promise<Person> {
  const person: Person = {
    id: newId(),
    workspaceId,
    name: who.name.trim() || who.handle || who.user.user,
    email: who.email?.trim() || null,
    locale: who.locale ?? 'en',
    timeZone: who.timeZone ?? 'UTC',
    workspaceAdmin: false,
    notices: true,
  };
  await manager.getRepository(PersonEntity).insert(person);
  return person;
}
