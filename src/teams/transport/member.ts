import type { TeamsMember } from './transport';

/** Somebody in a roster, as the connector names them; two spellings are in use for the Entra object id. */
export interface AnsweredMember {
  id: string;
  aadObjectId?: string;
  objectId?: string;
  name?: string;
  givenName?: string;
  surname?: string;
  email?: string;
  userPrincipalName?: string;
  userRole?: string;
  role?: string;
  locale?: string;
  /** Where the account is; in a shared channel that may be another organisation. */
  tenantId?: string;
}

/**
 * @param tenant where was asked. Of people of another one no address is told: it is their organisation's to give, and
 *   whoever runs that can give anybody's.
 * @returns nobody for those without an Entra account (other bots, anonymous guests of a meeting).
 */
export function memberOf(answered: AnsweredMember, tenant: string): TeamsMember[] {
  const user = (answered.aadObjectId ?? answered.objectId)?.toLowerCase();
  if (!user) return [];
  const foreign = answered.tenantId !== undefined && answered.tenantId.toLowerCase() !== tenant.toLowerCase();
  const spelled = [answered.givenName, answered.surname].filter(Boolean).join(' ');
  return [
    {
      id: answered.id,
      user,
      name: answered.name || spelled || answered.userPrincipalName || user,
      email: foreign ? null : answered.email || answered.userPrincipalName || null,
      role: answered.userRole ?? answered.role ?? null,
      locale: answered.locale ?? null,
    },
  ];
}
