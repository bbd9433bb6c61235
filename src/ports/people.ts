import type { Instant } from '../domain/conversation';
import type { Membership } from '../domain/permissions';
import type { Locale } from '../locales/locale';
import type { ChatUser } from '../ui/request';
import type { Identity, Mailbox, Member, Person } from './rows';

export interface People {
  byIdentity(user: ChatUser): Promise<Person | null>;
  get(id: string): Promise<Person | null>;
  many(ids: string[]): Promise<Person[]>;
  /** They look at their Home, as it is now. From then on it is kept up to date. */
  homeOpened(user: ChatUser): Promise<void>;
  /**
   * They ask for their Home where it is a message: it is drawn afresh, and kept up to date from then on.
   * @returns null for an account that nobody knows.
   */
  homeAsked(user: ChatUser): Promise<HomeTarget | null>;
  /** What these people's Homes show has changed. @returns those that were ever opened. */
  wantHome(personIds: string[]): Promise<HomeTarget[]>;
  /** The Home of this person, if it is behind: whose it is, and what to record when it was drawn. */
  homeBehind(target: HomeTarget): Promise<HomeBehind | null>;
  /**
   * It was drawn for this account; if that was taken away meanwhile, it has been left behind there.
   * @param stands where it is a message: where that stands now.
   */
  homeShown(target: HomeTarget, drawn: Pick<HomeBehind, 'user' | 'wanted' | 'stands'>): Promise<void>;
  /** All that can be drawn, as far as is known. */
  homesBehind(): Promise<HomeTarget[]>;
  /** A Home that still stands at an account which was taken away from this person. */
  homeLeft(target: HomeTarget): Promise<Pick<HomeBehind, 'user' | 'stands'> | null>;
  /** It shows nothing any more. */
  homeEmptied(target: HomeTarget, user: string): Promise<void>;
  /** What somebody chose for themselves. */
  prefer(personId: string, preferences: { locale?: Locale; notices?: boolean }): Promise<void>;
  /** Who configures the workspace, by name. */
  workspaceAdmins(workspaceId: string): Promise<Person[]>;
  /** They did something in chat with this account; kept to the minute. */
  wasActive(user: ChatUser, at: Instant): Promise<void>;
  /**
   * Where somebody is told things: of these installations the one where they were active last; where they never were,
   * the first at which they have an account. One that cannot be written to only when there is no other.
   */
  reachedAt(personId: string, installationIds: string[], now: Instant): Promise<string | null>;
  /** Whether they have an account there that can be written to, as far as is known. */
  takesDirect(personId: string, installationId: string, now: Instant): Promise<boolean>;
  /** The platform opens no direct channel with them: not asked again before `until`, unless they open it. */
  directClosed(personId: string, installationId: string, until: Instant): Promise<void>;
  /** They opened it themselves. @returns whether it had been closed. */
  directOpened(user: ChatUser): Promise<boolean>;
  identity(personId: string, installationId: string): Promise<Identity | null>;
  membership(personId: string, mailboxId: string): Promise<Membership | null>;
  memberships(personId: string): Promise<{ mailbox: Mailbox; membership: Membership }[]>;
  /** By name. */
  members(mailboxId: string): Promise<Member[]>;
}

/** Somebody's App Home on one platform. */
export interface HomeTarget {
  installationId: string;
  personId: string;
}

/** A message of ours. */
export interface MessageAt {
  channel: string;
  ts: string;
}

/** A Home that has to be drawn: for whom, and what to record when it was. */
export interface HomeBehind {
  user: string;
  wanted: number;
  /** Where it stands, if it is a message. */
  stands: MessageAt | null;
  /** It was asked for again since it was drawn. */
  afresh: boolean;
}
