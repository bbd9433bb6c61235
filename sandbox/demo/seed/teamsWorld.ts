import { guid, type TeamSeed, type TeamsPersonSeed } from '../../teams/seed';
import { people } from './world';

/*
 * The same workshop in Microsoft Teams: the same people under the same names and addresses, a carrier's planner as
 * a guest, and somebody who has no Slack account.
 */

export const tenant = { name: 'Atelier Nord' };

export const teamsAppId = guid('postroom at atelier nord');

export interface OnTeams extends TeamsPersonSeed {
  realName: string;
  title: string;
}

export const onTeamsOnly: OnTeams[] = [
  {
    name: 'ines',
    realName: 'Inès Moulin',
    email: 'ines.moulin@atelier-nord.example',
    title: 'in the workshop, on Teams only',
    locale: 'fr-FR',
    timeZone: 'Europe/Paris',
  },
  {
    name: 'lotte',
    realName: 'Lotte Berg',
    email: 'lotte.berg@snelvoort.example',
    title: 'guest on Teams, plans tours at the carrier',
    guest: true,
    locale: 'en-GB',
    timeZone: 'Europe/Amsterdam',
  },
];

export const teamsPeople: OnTeams[] = [
  ...people.map(({ name, realName, email, is, locale, timeZone }) => ({
    name,
    realName,
    email,
    title: is,
    locale,
    timeZone,
  })),
  ...onTeamsOnly,
];

/** A team is what a private channel is in Slack: only its members see what is in it. */
export const teamsTeams: TeamSeed[] = [
  {
    name: 'Atelier Nord',
    members: teamsPeople.map((person) => person.name),
    owners: ['nadia', 'ewan'],
    channels: ['support', 'workshop'],
  },
  {
    name: 'Ventes',
    members: ['camille', 'nadia', 'hugo'],
    owners: ['camille', 'nadia'],
    channels: ['sales-desk'],
  },
];

/** Their Teams account is not linked at set-up: the first thing that they do there makes a proposal to confirm. */
export const notLinked = 'tomasz';
