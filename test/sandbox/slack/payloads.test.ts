import { ANSWERS } from '../../../sandbox/slack/answerTable';
import { keyPaths } from '../../../sandbox/slack/keyPaths';
import { METHODS } from '../../../sandbox/slack/methodTable';
import { EVENT_ENVELOPE, PAYLOADS } from '../../../sandbox/slack/payloadTable';
import { everyPayload } from './everyPayload';

describe('what the sandbox sends', () => {
  let sent: Map<string, unknown[]>;
  beforeAll(async () => {
    sent = await everyPayload();
  });

  const deliveries = Object.entries(PAYLOADS).map(([name, row]) => {
    const envelope = name.startsWith('event ') ? EVENT_ENVELOPE : { always: [], sometimes: [] };
    const always = [...row.always, ...envelope.always];
    return [name, always, [...always, ...row.sometimes, ...envelope.sometimes]] as const;
  });
  const answers = Object.entries(ANSWERS).map(([name, row]) => {
    return [`answer ${name}`, ['ok', ...row.always], ['ok', ...row.always, ...row.sometimes]] as const;
  });

  test.each([...deliveries, ...answers])(
    '%s has the keys of its table, no more and no less',
    (name, always, all) => {
      const values = sent.get(name) ?? [];
      expect(values.length).toBeGreaterThan(0);
      for (const value of values) {
        const paths = [...keyPaths(value)];
        expect(paths.filter((path) => !all.includes(path))).toEqual([]);
        expect(always.filter((path) => !paths.includes(path))).toEqual([]);
      }
    },
  );

  test('everything that was sent is in a table, and every method was called', () => {
    const known = [...deliveries, ...answers].map(([name]) => name);
    expect([...sent.keys()].filter((name) => !known.includes(name))).toEqual([]);
    expect(Object.keys(METHODS).sort()).toEqual(Object.keys(ANSWERS).sort());
  });

  test('the method table names the keys of each answer', () => {
    for (const [method, { answers: keys }] of Object.entries(METHODS)) {
      const row = ANSWERS[method] ?? { always: [], sometimes: [] };
      const top = [...row.always, ...row.sometimes].filter((path) => !/[.[]/.test(path));
      expect({ method, missing: top.filter((key) => !(keys as readonly string[]).includes(key)) }).toEqual({
        method,
        missing: [],
      });
    }
  });
});
