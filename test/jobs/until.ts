import { setTimeout as delay } from 'node:timers/promises';

/** Waits for something that tells nobody when it happens. @throws after 15 s. */
export async function until(happened: () => boolean | Promise<boolean>, ms = 15_000): Promise<void> {
  const end = Date.now() + ms;
  while (!(await happened())) {
    if (Date.now() > end) throw new Error('It did not happen in time.');
    await delay(5);
  }
}
