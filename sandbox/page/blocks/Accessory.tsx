import type { BlockJson } from '../../protocol';
import { useDoings } from '../live/workspace';
import { ButtonElement } from './elements/ButtonElement';
import { ElementView } from './elements/ElementView';
import { OverflowElement } from './elements/OverflowElement';
import { Picture } from './Picture';
import { questionOf } from './question';
import { useSurface } from './surface';

/** An element that tells the app at once when it is used: in actions, or beside a section. */
export function Accessory({
  element,
  blockId,
  label,
}: {
  element: BlockJson;
  blockId: string;
  label?: string;
}) {
  const surface = useSurface();
  const { confirm } = useDoings();
  if (element.type === 'image') return <Picture source={element} size="accessory" />;
  if (element.type === 'button' || element.type === 'workflow_button') {
    return <ButtonElement element={element} blockId={blockId} />;
  }
  if (element.type === 'overflow') return <OverflowElement element={element} blockId={blockId} />;
  const typed = /text_input|number_input/.test(element.type);
  return (
    <div className="accessory-field">
      <ElementView
        element={element}
        blockId={blockId}
        label={label}
        value={surface.value(blockId, element)}
        onChange={async (value) => {
          const before = surface.value(blockId, element);
          surface.change(blockId, element, value);
          if (typed) return;
          const question = questionOf(element.confirm);
          if (question && !(await confirm(question))) surface.change(blockId, element, before);
          else await surface.act(blockId, element, value);
        }}
        onEnter={
          typed ? () => void surface.act(blockId, element, surface.value(blockId, element)) : undefined
        }
      />
    </div>
  );
}
