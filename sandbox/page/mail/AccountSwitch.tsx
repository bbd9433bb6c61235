import type { MailAccount } from '../../mailProtocol';
import { Icon } from '../parts/Icon';
import { Menu } from '../parts/Menu';

interface Props {
  accounts: MailAccount[];
  current: MailAccount;
  onChoose(address: string): void;
}

/** Whose mail one looks at: a customer's, or a mailbox that the team watches. */
export function AccountSwitch({ accounts, current, onChoose }: Props) {
  const ordered = [...accounts].sort((a, b) => rank(a) - rank(b));
  return (
    <Menu
      label={`Mail of ${current.name || current.address}. Switch account`}
      className="account-switch"
      align="start"
      items={ordered.map((account, index) => ({
        key: account.address,
        checked: account.address === current.address,
        apart: index > 0 && rank(account) !== rank(ordered[index - 1] as MailAccount),
        label: (
          <span className="person-line">
            <Icon name={account.kind === 'team' ? 'inbox' : 'person'} size={18} />
            <span>
              <span className="person-name">{account.name || account.address}</span>
              <span className="person-hint">
                {account.kind === 'team' ? 'Mailbox of the team' : 'Customer'} · {account.address}
              </span>
            </span>
          </span>
        ),
        onSelect: () => onChoose(account.address),
      }))}
    >
      <Icon name={current.kind === 'team' ? 'inbox' : 'person'} size={18} />
      <span className="account-switch-text">
        <span className="person-name">{current.name || current.address}</span>
        <span className="person-hint">{current.address}</span>
      </span>
      <Icon name="chevron" size={14} />
    </Menu>
  );
}

const rank = (account: MailAccount) => (account.kind === 'customer' ? 0 : 1);
