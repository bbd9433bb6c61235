import { discuss } from '../../src/app/discuss';
import { patiently } from '../../src/app/patiently';
import { BusyError } from '../../src/ports/store';
import { Desk } from './desk';

const WAITS = { first: 1, cap: 2 };

test('given the first tries meet a lock, then it is done all the same', async () => {
  const seen: unknown[] = [];
  let left = 3;
  const work = async () => {
    if (left-- > 0) throw new BusyError('locked');
  };
  await patiently(work, (error) => seen.push(error), WAITS);
  expect(seen).toHaveLength(3);
});

test('given it never ends well, then the last error is thrown; a mistake in the code at once', async () => {
  const failing = (error: Error) => {
    const work = jest.fn(async () => {
      throw error;
    });
    return { work, done: patiently(work, () => undefined, WAITS) };
  };
  const locked = failing(new BusyError('locked'));
  await expect(locked.done).rejects.toThrow('locked');
  expect(locked.work).toHaveBeenCalledTimes(10);
  const mistaken = failing(new TypeError('undefined is not a function'));
  await expect(mistaken.done).rejects.toThrow(TypeError);
  expect(mistaken.work).toHaveBeenCalledTimes(1);
});

test('given a conversation is locked while somebody writes in its thread, then their words are kept', async () => {
  const desk = await Desk.open();
  try {
    const { conversationId } = await desk.arrives();
    const [card] = await desk.posts(conversationId);
    const ts = '1755266700.000100';
    await desk.app.store.transaction((tx) =>
      tx.posts.recordShown(card!.id, { ts, channel: 'Csupport', version: 2, hash: 'x' }),
    );
    const place = { platform: 'slack' as const, team: 'T1' };
    const message = {
      ...place,
      channel: 'Csupport',
      thread: ts,
      ts: '1755266701.000100',
      from: { ...place, user: 'Uben' },
      authorName: 'Ben',
      text: 'I know her',
      at: '2026-08-15T14:00:00.000Z',
    };
    let unlock = () => {};
    const held = new Promise<void>((resolve) => {
      unlock = resolve;
    });
    const blocking = desk.app.store.transaction(async (tx) => {
      await tx.conversations.lock(conversationId);
      await held;
    });
    await patiently(() => discuss(desk.app, message), unlock);
    await blocking;
    const kept = await desk.app.store.transaction((tx) => tx.discussions.ofConversation(conversationId));
    expect(kept.map(({ text }) => text)).toEqual(['I know her']);
  } finally {
    await desk.close();
  }
});
