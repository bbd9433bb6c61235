import { type PersonEvent, personEvent } from '../../src/domain/events';
import { personLineOf } from '../../src/domain/timeline';
import { newId } from '../../src/ports/newId';

const [ada, max, identityId, proposalId] = [newId(), newId(), newId(), newId()];
const lineOf = (event: PersonEvent) =>
  personLineOf(
    {
      seq: 1,
      event: personEvent.parse(event),
      actor: { kind: 'person', id: max },
      at: '2026-11-22T12:00:00.000Z',
    },
    ada,
  );

describe('what happened to a person', () => {
  test.each([
    ['accountLinked', { type: 'accountLinked', identityId, platform: 'teams', proposalId: null }],
    ['accountConfirmed', { type: 'accountLinked', identityId, platform: 'teams', proposalId }],
    ['accountUnlinked', { type: 'accountUnlinked', identityId, platform: 'teams' }],
  ] as const)('reads as %s, with who did it to whom', (sentence, event) => {
    expect(lineOf(event)).toEqual({
      sentence,
      params: {
        actor: { actor: { kind: 'person', id: max } },
        person: { person: ada },
        platform: { platform: 'teams' },
      },
    });
  });

  test('keeps no address and no account: they can be erased, history cannot', () => {
    const event = { type: 'accountLinked', identityId, platform: 'slack', proposalId: null };
    expect(personEvent.safeParse({ ...event, user: 'U1' }).success).toBe(false);
    expect(personEvent.safeParse({ ...event, email: 'ada@acme.test' }).success).toBe(false);
    expect(personEvent.safeParse({ ...event, identityId: 'U1' }).success).toBe(false);
  });
});
