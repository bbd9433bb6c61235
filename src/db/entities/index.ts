import { InstallationEntity } from './installation';
import { MailboxEntity } from './mailbox';
import { MembershipEntity } from './membership';
import { IdentityEntity, PersonEntity } from './person';
import { QualificationEntity } from './qualification';
import { WorkspaceEntity } from './workspace';

/** The settings tables. What is hot or holds state of conversations is SQL, not an entity. */
export const entities = [
  WorkspaceEntity,
  InstallationEntity,
  PersonEntity,
  IdentityEntity,
  MailboxEntity,
  MembershipEntity,
  QualificationEntity,
];
