import type { ViewState } from '../../protocol';
import { ModalView } from './ModalView';

/** The stack of modals: only the last is shown; those below keep what was typed. */
export function ModalStack({ views, inert }: { views: ViewState[]; inert: boolean }) {
  if (views.length === 0) return null;
  const top = views.at(-1) as ViewState;
  return (
    <div className="backdrop" inert={inert}>
      <ModalView key={top.id} view={top} depth={views.length} />
    </div>
  );
}
