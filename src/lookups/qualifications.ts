import { refuse } from '../domain/refusal';
import type { Qualification } from '../ports/rows';
import { fitting, type Lookup, theOne } from './lookup';

const textsOf = (qualification: Qualification) => [qualification.name];

/** The categories that the mailbox's admin offers, in their order. */
export const qualifications: Lookup = {
  async options(tx, mailbox, typed, limit) {
    const all = await tx.mailboxes.qualifications(mailbox.id);
    return fitting(all, typed, textsOf)
      .slice(0, limit)
      .map((one) => ({ value: one.id, label: qualificationLabel(one) }));
  },

  async named(tx, mailbox, words) {
    const all = await tx.mailboxes.qualifications(mailbox.id);
    if (all.length === 0) return refuse('noQualifications');
    const fits = theOne(all, words, textsOf);
    const names = (fits.length > 1 ? fits : all).map((one) => one.name).join(', ');
    if (fits.length === 0) return refuse('noSuchQualification', { words, names });
    if (fits.length > 1) return refuse('ambiguousQualification', { words, names });
    return { value: fits[0]!.id };
  },
};

export function qualificationLabel(qualification: Pick<Qualification, 'name' | 'emoji'>): string {
  return qualification.emoji ? `${qualification.emoji} ${qualification.name}` : qualification.name;
}
