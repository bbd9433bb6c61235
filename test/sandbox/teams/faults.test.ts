import { type Rehearsal, rehearse, thread } from './recordingBot';

describe('what goes wrong on purpose', () => {
  let on: Rehearsal;
  beforeAll(async () => {
    on = await rehearse({ enforceRateLimits: false });
  });
  afterAll(() => on.close());
  beforeEach(() => {
    on.teams.faults({ clear: true });
    on.teams.clearCalls();
  });

  const post = async () => {
    const token = await on.token();
    return on.call(
      'POST',
      '/connector/v3/conversations',
      thread(on.support, { type: 'message', text: 'x' }),
      {
        token,
      },
    );
  };
  const count = () => on.teams.channel('support').messages.length;

  test.each(['412', '429', '500', '502', '503', '504'] as const)(
    '%s is answered, and nothing done',
    async (kind) => {
      const before = count();
      on.teams.faults({ add: [{ operation: 'postRoot', kind, retryAfter: 3 }] });
      const { status, headers, json } = await post();
      expect(status).toBe(Number(kind));
      expect(headers.get('retry-after')).toBe('3');
      expect(json.error?.code).toBeTruthy();
      expect(count()).toBe(before);
      expect((await post()).status).toBe(201);
    },
  );

  test('a connection is cut before, or after the work', async () => {
    const before = count();
    on.teams.faults({
      add: [
        { operation: 'postRoot', kind: 'drop' },
        { operation: 'postRoot', kind: 'dropAfter' },
      ],
    });
    await expect(post()).rejects.toThrow();
    expect(count()).toBe(before);
    await expect(post()).rejects.toThrow();
    expect(count()).toBe(before + 1);
    expect(on.teams.calls('postRoot').map(({ httpStatus }) => httpStatus)).toEqual([0, 0]);
  });

  test('a call hangs until its caller gives up', async () => {
    on.teams.faults({ add: [{ operation: 'members', kind: 'hang' }] });
    const url = `${on.teams.url}/connector/v3/conversations/${on.support}/members`;
    await expect(fetch(url, { signal: AbortSignal.timeout(100) })).rejects.toThrow('timeout');
  });

  test('a fault hits its operation so many times; without one, any', async () => {
    on.teams.faults({ add: [{ operation: 'update', kind: '500' }] });
    expect((await post()).status).toBe(201);
    on.teams.faults({ clear: true, add: [{ kind: '500', times: 2 }] });
    expect(on.teams.faults({}).calls).toHaveLength(1);
    await expect(on.token()).resolves.toBeUndefined();
    const token = 'x';
    const list = () =>
      on.call('GET', `/connector/v3/conversations/${on.support}/members`, undefined, { token });
    expect((await list()).status).toBe(500);
    expect((await list()).status).toBe(401);
  });

  test('the log tells every call, long values cut and secrets left out', async () => {
    await on.call('POST', `/connector/v3/conversations/${on.support}/activities`, {
      type: 'message',
      text: 'x'.repeat(3000),
    });
    const [token, sent] = on.teams.calls();
    expect(token).toMatchObject({ operation: 'token', httpStatus: 200 });
    expect(token?.body).toBeUndefined();
    expect(sent).toMatchObject({ operation: 'send', conversation: on.support, httpStatus: 201 });
    expect(JSON.stringify(sent?.body)).toHaveLength(2000 + '{"type":"message","text":"…"}'.length);
  });
});
