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
}

/** @returns nobody for those without an Entra account (other bots, anonymous guests of a meeting). */
export function memberOf(answered: AnsweredMember): TeamsMember[] {
  const user = (answered.aadObjectId ?? answered.objectId)?.toLowerCase();
  if (!user) return [];
  const spelled = [answered.givenName, answered.surname].filter(Boolean).join(' ');
  return [
    {
      id: answered.id,
      user,
      name: answered.name || spelled || answered.userPrincipalName || user,
      email: answered.email || answered.userPrincipalName || null,
      role: answered.userRole ?? answered.role ?? null,
      locale: answered.locale ?? null,
    },
  ];
}
