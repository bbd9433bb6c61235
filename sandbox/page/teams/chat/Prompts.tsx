import { Icon } from '../../parts/Icon';
import { Menu } from '../../parts/Menu';
import { useTeamsDirectory } from '../live/teamsContext';

/** "View prompts": the bot's commands, as Teams offers them above the box of a chat with a bot. */
export function Prompts({ onTake }: { onTake(title: string): void }) {
  const { app } = useTeamsDirectory();
  if (app.commands.length === 0) return null;
  return (
    <Menu
      label="View prompts"
      className="teams-prompts"
      align="start"
      items={app.commands.map((one) => ({
        key: one.title,
        label: one.title,
        description: one.description,
        onSelect: () => onTake(one.title),
      }))}
    >
      <Icon name="prompt" size={16} />
      <span aria-hidden="true">View prompts</span>
    </Menu>
  );
}
