import { z } from 'zod';
import { refuse } from '../domain/refusal';
import { words } from '../locales/say';
import { defineAction } from './action';

/** Give the conversation its one business category, from the admin's list. */
export const qualify = defineAction({
  name: 'qualify',
  privilege: 'handle',
  input: z.object({ qualification: z.uuid() }),
  opens: 'form',
  words: [{ input: 'qualification', kind: 'qualifications', optional: false }],
  offered: () => true,
  facts: async (tx, _state, mailbox) => ({ offered: await tx.mailboxes.qualifications(mailbox.id) }),
  form: ({ locale, state, facts }) => {
    const current = facts.offered.find((one) => one.id === state.qualificationId);
    return [
      {
        name: 'qualification',
        kind: 'search',
        lookup: 'qualifications',
        label: words(locale, 'actions.qualify.qualification'),
        placeholder: words(locale, 'actions.qualify.placeholder'),
        optional: false,
        ...(current && { initial: { value: current.id, label: current.name } }),
      },
    ];
  },
  decide(state, { qualification }, { offered }) {
    if (offered.length === 0) return refuse('noQualifications', {}, 'qualification');
    if (!offered.some((one) => one.id === qualification)) {
      const names = offered.map((one) => one.name).join(', ');
      return refuse('qualificationRetired', { names }, 'qualification');
    }
    if (state.qualificationId === qualification) return 'unchanged';
    return {
      events: [{ type: 'qualified', qualificationId: qualification, previousId: state.qualificationId }],
    };
  },
});
