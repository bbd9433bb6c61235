import { useEffect, useState } from 'react';
import type { MailMessage } from '../../mailProtocol';
import { Icon } from '../parts/Icon';
import { AccountSwitch } from './AccountSwitch';
import { ComposeMail, type Draft } from './ComposeMail';
import { customersOf } from './customersOf';
import { FolderTabs } from './FolderTabs';
import { MailList } from './MailList';
import { MailReader } from './MailReader';
import { useAccounts, useFolders, useMessages } from './useMail';

type Open = { kind: 'none' } | { kind: 'read'; uid: number } | { kind: 'write'; draft: Draft };

/** Where mail was left, so that looking at chat does not lose the place. */
let left: { account?: string; folder: string } = { folder: 'INBOX' };

/** The outside world: be a customer who writes and receives, or look into a mailbox as a colleague's mail client. */
export function MailApp() {
  const accounts = useAccounts();
  const [account, setAccount] = useState(left.account);
  const [folder, setFolder] = useState(left.folder);
  const [open, setOpen] = useState<Open>({ kind: 'none' });
  const current = accounts?.find((one) => one.address === account) ?? accounts?.[0];
  const folders = useFolders(current?.address);
  const messages = useMessages(current?.address, folder);
  const team = accounts?.filter((one) => one.kind === 'team') ?? [];
  const received = useMessages(team[0]?.address, 'INBOX');
  const customers = customersOf(accounts ?? [], received ?? []);

  useEffect(() => {
    left = { account, folder };
  }, [account, folder]);

  const show = (address: string, path = 'INBOX') => {
    setAccount(address);
    setFolder(path);
    setOpen({ kind: 'none' });
  };
  const write = () => {
    const customer = current?.kind === 'customer' ? current : customers[0];
    setOpen({
      kind: 'write',
      draft: {
        from: customer?.address ?? '',
        fromName: customer?.name ?? '',
        to: team[0]?.address ?? '',
        subject: '',
      },
    });
  };
  const answer = (message: MailMessage) => {
    if (!current) return;
    const mine = message.from.address === current.address;
    const to = mine ? message.to.map((one) => one.address).join(', ') : message.from.address;
    setOpen({
      kind: 'write',
      draft: {
        from: current.address,
        fromName: current.name,
        to,
        subject: `Re: ${message.subject.replace(/^(re\s*:\s*)+/i, '')}`,
        replyTo: { account: current.address, folder, uid: message.uid },
      },
    });
  };

  if (!accounts || !current) {
    return (
      <section className="mail" aria-label="Mail" aria-busy={!accounts}>
        <p className="empty">{accounts ? 'There is no mail account.' : 'Reading the mail accounts…'}</p>
      </section>
    );
  }
  return (
    <section className={`mail${open.kind === 'none' ? '' : ' mail-open'}`} aria-label="Mail">
      <div className="mail-side">
        <header className="mail-head">
          <AccountSwitch accounts={accounts} current={current} onChoose={(address) => show(address)} />
          <button type="button" className="button primary mail-write" onClick={write}>
            <Icon name="pencil" size={16} /> <span className="button-text">Write email</span>
          </button>
        </header>
        <FolderTabs
          folders={folders ?? []}
          current={folder}
          onChoose={(path) => {
            setFolder(path);
            setOpen({ kind: 'none' });
          }}
        />
        <MailList
          messages={messages}
          folder={folders?.find((one) => one.path === folder)}
          current={open.kind === 'read' ? open.uid : undefined}
          onOpen={(uid) => setOpen({ kind: 'read', uid })}
        />
      </div>
      <div className="mail-main">
        {open.kind === 'none' && <p className="empty">Choose an email, or write one as a customer.</p>}
        {open.kind === 'read' && (
          <MailReader
            key={`${current.address} ${folder} ${open.uid}`}
            account={current}
            folder={folder}
            folders={folders ?? []}
            uid={open.uid}
            onAnswer={answer}
            onClose={() => setOpen({ kind: 'none' })}
          />
        )}
        {open.kind === 'write' && (
          <ComposeMail
            key={JSON.stringify(open.draft)}
            draft={open.draft}
            customers={customers}
            team={team}
            onClose={() => setOpen({ kind: 'none' })}
            onSent={(from) => show(accounts.some((one) => one.address === from) ? from : current.address)}
          />
        )}
      </div>
    </section>
  );
}
