import { useState } from 'react';
import type { BlockJson } from '../../../protocol';
import { useDoings } from '../../live/workspace';
import { withEmoji } from '../../text/mrkdwn';
import { safeLink } from '../../text/safeLink';
import { Inlines } from '../Inlines';
import { questionOf } from '../question';
import { plain, useSurface } from '../surface';

/** A button: tells the app, opens its link if it has one, asks first if the app wants that. */
export function ButtonElement({ element, blockId }: { element: BlockJson; blockId: string }) {
  const surface = useSurface();
  const { confirm } = useDoings();
  const [busy, setBusy] = useState(false);
  const text = plain(element.text) ?? '';
  const url = typeof element.url === 'string' ? safeLink(element.url) : undefined;
  const style = element.style === 'primary' || element.style === 'danger' ? ` ${element.style}` : '';

  // Not disabled while busy: a disabled button would lose the focus, and a modal could not give it back.
  const press = async () => {
    if (busy) return;
    const question = questionOf(element.confirm);
    if (question && !(await confirm(question))) return;
    setBusy(true);
    await surface.act(blockId, element);
    setBusy(false);
  };
  const shared = {
    className: `button${style}${busy ? ' busy' : ''}`,
    'aria-label': element.accessibility_label as string | undefined,
  };
  const content = (
    <span className="button-text">
      <Inlines nodes={withEmoji(text)} />
    </span>
  );
  if (url) {
    return (
      <a {...shared} href={url} target="_blank" rel="noreferrer noopener" onClick={() => void press()}>
        {content}
      </a>
    );
  }
  return (
    <button {...shared} type="button" aria-busy={busy || undefined} onClick={() => void press()}>
      {content}
    </button>
  );
}
