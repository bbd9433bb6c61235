import { senderName } from '../cards/sender';
import type { Conversation } from '../domain/conversation';
import type { Actor, ConversationEvent, PersonEvent, Recorded } from '../domain/events';
import { type Line, type LineParam, lineOf, personLineOf } from '../domain/timeline';
import type { Locale } from '../locales/locale';
import { type Param, say, words } from '../locales/say';
import { qualificationLabel } from '../lookups/qualifications';
import type { Tx } from '../ports/store';
import { platformName } from '../ui/platformName';
import type { Text } from '../ui/text';

/** Events as sentences, with everything they name looked up once. What was erased is named so. */
export async function timelineTexts(
  tx: Tx,
  locale: Locale,
  state: Conversation,
  history: Recorded<ConversationEvent>[],
): Promise<{ at: string; text: Text }[]> {
  return sentences(
    tx,
    locale,
    history.map((recorded) => ({ at: recorded.at, line: lineOf(recorded, state) })),
  );
}

/** The same of what happened to a person. */
export async function personTexts(
  tx: Tx,
  locale: Locale,
  personId: string,
  history: Recorded<PersonEvent>[],
): Promise<{ at: string; text: Text }[]> {
  return sentences(
    tx,
    locale,
    history.map((recorded) => ({ at: recorded.at, line: personLineOf(recorded, personId) })),
  );
}

async function sentences(
  tx: Tx,
  locale: Locale,
  lines: { at: string; line: Line }[],
): Promise<{ at: string; text: Text }[]> {
  const names = await namesOf(
    tx,
    locale,
    lines.flatMap(({ line }) => Object.values(line.params)),
  );
  return lines.map(({ at, line }) => {
    const params: Record<string, Param> = {};
    for (const [name, param] of Object.entries(line.params)) params[name] = names(param);
    return { at, text: say(locale, `timeline.${line.sentence}`, params) };
  });
}

async function namesOf(tx: Tx, locale: Locale, params: LineParam[]): Promise<(param: LineParam) => Param> {
  const erased = words(locale, 'timeline.actors.erased');
  const personIds = params.flatMap((param) => ('person' in param ? param.person : (personOf(param) ?? [])));
  const people = new Map(
    (await tx.people.many([...new Set(personIds)])).map((person) => [person.id, person.name]),
  );
  const others = new Map<string, string>();
  for (const param of params) {
    if ('qualification' in param && !others.has(param.qualification)) {
      const found = await tx.mailboxes.qualification(param.qualification);
      others.set(param.qualification, found ? qualificationLabel(found) : erased);
    }
    if ('mailbox' in param && !others.has(param.mailbox)) {
      others.set(param.mailbox, (await tx.mailboxes.get(param.mailbox))?.name ?? erased);
    }
    if ('senderOf' in param && !others.has(param.senderOf)) {
      const email = await tx.emails.get(param.senderOf);
      others.set(param.senderOf, email ? senderName(email.from, locale) : erased);
    }
  }
  return (param) => {
    if ('number' in param) return `#${param.number}`;
    if ('time' in param) return { time: param.time, style: 'dateTime' };
    if ('actor' in param) return { strong: actorName(param.actor, people, locale) };
    if ('person' in param) return { strong: people.get(param.person) ?? erased };
    if ('qualification' in param) return others.get(param.qualification) ?? erased;
    if ('platform' in param) return platformName(param.platform);
    if ('mailbox' in param) return others.get(param.mailbox) ?? erased;
    return others.get(param.senderOf) ?? erased;
  };
}

function personOf(param: LineParam): string | null {
  return 'actor' in param && param.actor.kind === 'person' ? param.actor.id : null;
}

function actorName(actor: Actor, people: Map<string, string>, locale: Locale): string {
  if (actor.kind === 'person') return people.get(actor.id) ?? words(locale, 'timeline.actors.erased');
  return words(locale, `timeline.actors.${actor.kind}`);
}
