import { useState } from 'react';
import type { TeamsMessageState } from '../../../teamsProtocol';
import { Icon } from '../../parts/Icon';
import { Menu } from '../../parts/Menu';
import { useTeamsDoings } from '../live/teamsContext';

/** What appears over one's own message: edit it, delete it. */
export function TeamsMessageMenu({ message, onEdit }: { message: TeamsMessageState; onEdit(): void }) {
  const { act } = useTeamsDoings();
  const [open, setOpen] = useState(false);
  const { place, id } = message;
  return (
    <div className={`teams-message-menu${open ? ' open' : ''}`}>
      <Menu
        label="More options for this message"
        className="icon-button small"
        onOpenChange={setOpen}
        items={[
          { key: 'edit', label: 'Edit', onSelect: onEdit },
          {
            key: 'delete',
            label: 'Delete',
            danger: true,
            onSelect: () => void act({ type: 'delete', place, id }),
          },
        ]}
      >
        <Icon name="more" size={16} />
      </Menu>
    </div>
  );
}
