import { useDirectory, useDoings } from '../live/workspace';
import { Icon } from '../parts/Icon';
import { Menu } from '../parts/Menu';

/** The app's shortcuts that belong to no message; nothing when it has none. */
export function GlobalShortcuts() {
  const { shortcuts, appName } = useDirectory();
  const { act } = useDoings();
  const global = shortcuts.filter((one) => one.type === 'global');
  if (global.length === 0) return null;
  return (
    <Menu
      label="Shortcuts"
      className="icon-button small"
      align="start"
      items={global.map((one) => ({
        key: one.callbackId,
        label: one.name,
        description: appName,
        onSelect: () => void act({ type: 'shortcut', callbackId: one.callbackId }),
      }))}
    >
      <Icon name="bolt" size={18} />
    </Menu>
  );
}
