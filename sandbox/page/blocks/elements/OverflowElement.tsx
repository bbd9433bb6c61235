import type { BlockJson } from '../../../protocol';
import { useDoings } from '../../live/workspace';
import { Icon } from '../../parts/Icon';
import { Menu } from '../../parts/Menu';
import { safeLink } from '../../text/safeLink';
import { questionOf } from '../question';
import { plain, useSurface } from '../surface';
import { Text, type TextObject } from '../Text';

/** The three dots with up to five choices. */
export function OverflowElement({ element, blockId }: { element: BlockJson; blockId: string }) {
  const surface = useSurface();
  const { confirm } = useDoings();
  const options = (element.options as Record<string, unknown>[] | undefined) ?? [];
  const choose = async (value: string) => {
    const question = questionOf(element.confirm);
    if (!question || (await confirm(question))) await surface.act(blockId, element, value);
  };
  return (
    <Menu
      label="More choices"
      className="button button-square"
      items={options.map((option, index) => ({
        key: String(option.value ?? index),
        label: <Text object={option.text as TextObject} />,
        description: plain(option.description),
        href: typeof option.url === 'string' ? safeLink(option.url) : undefined,
        onSelect: () => void choose(String(option.value ?? '')),
      }))}
    >
      <Icon name="more" size={16} />
    </Menu>
  );
}
