import type { types, webApi } from '@slack/bolt';
import { failureOf } from './callSlack';

/** What became of a view. `id` and `hash` name the one that is shown now. */
export type Shown =
  | { ok: true; id: string; hash: string }
  /** The trigger was too old or used, the stack is full, the person closed it, or Slack was not reached. */
  | { ok: false; why: 'tooLate' | 'stackFull' | 'closed' | 'changed' | 'failed'; detail: string };

const WHY: Record<string, Extract<Shown, { ok: false }>['why']> = {
  expired_trigger_id: 'tooLate',
  exchanged_trigger_id: 'tooLate',
  invalid_trigger_id: 'tooLate',
  trigger_expired: 'tooLate',
  trigger_exchanged: 'tooLate',
  push_limit_reached: 'stackFull',
  not_found: 'closed',
  view_not_found: 'closed',
  hash_conflict: 'changed',
};

/** Opens and changes modals and App Home. One try each: a second could come after the trigger's 3 s only. */
export class Views {
  /** @param client one that nothing else uses, with a short timeout: posting must never delay a click. */
  constructor(private readonly client: webApi.WebClient) {}

  open(trigger: string, view: types.ModalView): Promise<Shown> {
    return shown(this.client.views.open({ trigger_id: trigger, view }));
  }

  push(trigger: string, view: types.ModalView): Promise<Shown> {
    return shown(this.client.views.push({ trigger_id: trigger, view }));
  }

  /** @param hash of the view that is replaced: somebody else's newer change is not overwritten. */
  update(id: string, view: types.ModalView, hash?: string): Promise<Shown> {
    return shown(this.client.views.update({ view_id: id, view, ...(hash && { hash }) }));
  }

  publish(user: string, view: types.HomeView): Promise<Shown> {
    return shown(this.client.views.publish({ user_id: user, view }));
  }
}

async function shown(
  call: Promise<{ view?: { id?: string | undefined; hash?: string | undefined } | undefined }>,
): Promise<Shown> {
  try {
    const { view } = await call;
    return { ok: true, id: String(view?.id), hash: String(view?.hash) };
  } catch (error) {
    const failure = failureOf(error, { writes: true, scope: 'method', timeScale: 1 });
    const detail = 'detail' in failure ? failure.detail : failure.why;
    return { ok: false, why: WHY[detail.split(' ')[0]!] ?? 'failed', detail };
  }
}
