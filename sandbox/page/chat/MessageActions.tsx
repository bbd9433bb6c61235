import { useState } from 'react';
import type { MessageState } from '../../protocol';
import { useDirectory, useDoings } from '../live/workspace';
import { Icon } from '../parts/Icon';
import { Menu, type MenuItem } from '../parts/Menu';
import { emojiCharacter } from '../text/emoji';

const QUICK = ['+1', 'white_check_mark', 'eyes', 'tada', 'heart', 'pray'];

/** What appears over a message under the pointer or with the focus: reply, the app's shortcuts, edit, delete. */
export function MessageActions({
  message,
  inThread,
  onEdit,
}: {
  message: MessageState;
  inThread?: boolean;
  onEdit(): void;
}) {
  const { me, people, shortcuts, appName } = useDirectory();
  const { act, confirm, go } = useDoings();
  const [open, setOpen] = useState(false);
  const { channel, ts } = message;
  if (message.ephemeralFor) {
    return (
      <div className="message-actions message-actions-shown">
        <button
          type="button"
          className="icon-button small"
          aria-label="Dismiss message"
          onClick={() => void act({ type: 'dismissEphemeral', channel, ts })}
        >
          <Icon name="close" size={16} />
        </button>
      </div>
    );
  }
  if (message.subtype === 'tombstone') return null;

  const author = people.get(message.user);
  const own = message.user === me.id;
  const remove = async () => {
    const agreed = await confirm({
      title: 'Delete message',
      text: own
        ? 'This cannot be undone.'
        : `Delete this message of ${author?.realName ?? 'somebody else'}? This cannot be undone.`,
      confirm: 'Delete',
      deny: 'Cancel',
      danger: true,
    });
    if (agreed) await act({ type: 'delete', channel, ts });
  };
  const items: MenuItem[] = shortcuts
    .filter((one) => one.type === 'message')
    .map((one) => ({
      key: one.callbackId,
      label: one.name,
      description: appName,
      onSelect: () => void act({ type: 'shortcut', callbackId: one.callbackId, channel, ts }),
    }));
  const first = items.length > 0;
  if (own) items.push({ key: 'edit', label: 'Edit message', apart: first, onSelect: onEdit });
  if (own || me.isAdmin) {
    items.push({
      key: 'delete',
      label: 'Delete message…',
      danger: true,
      apart: first && !own,
      onSelect: () => void remove(),
    });
  }
  const reactions: MenuItem[] = QUICK.map((name) => ({
    key: name,
    label: `${emojiCharacter(name)} ${name.replaceAll('_', ' ')}`,
    onSelect: () => void act({ type: 'reaction', channel, ts, name }, { quiet: true }),
  }));
  return (
    <div
      className={`message-actions${open ? ' message-actions-shown' : ''}`}
      role="toolbar"
      aria-label="Message actions"
    >
      {!inThread && (
        <button
          type="button"
          className="icon-button small"
          aria-label="Reply in thread"
          title="Reply in thread"
          onClick={() => go({ kind: 'channel', id: channel, thread: message.threadTs ?? ts })}
        >
          <Icon name="reply" size={16} />
        </button>
      )}
      <Menu label="React" className="icon-button small" items={reactions} onOpenChange={setOpen}>
        <Icon name="smile" size={16} />
      </Menu>
      {items.length > 0 && (
        <Menu label="More actions" className="icon-button small" items={items} onOpenChange={setOpen}>
          <Icon name="more" size={16} />
        </Menu>
      )}
    </div>
  );
}
