import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Account, type AccountChange, type FolderSpec } from './account';
import { inMemory, journalInFile, rawMessagesIn } from './journal';

export interface TeamAccount {
  address: string;
  password: string;
  /** Shown in the sandbox's page; the address without it. */
  name?: string;
  /** Besides INBOX; `standardFolders` without it. */
  folders?: FolderSpec[];
}

export const standardFolders: FolderSpec[] = [
  { path: 'Archive', specialUse: '\\Archive' },
  { path: 'Drafts', specialUse: '\\Drafts' },
  { path: 'Junk', specialUse: '\\Junk' },
  { path: 'Sent', specialUse: '\\Sent' },
  { path: 'Trash', specialUse: '\\Trash' },
];

/** Every account of the sandbox: the team's, and one per outside address as soon as it writes or is written to. */
export interface MailWorld {
  team(address: string): Account | undefined;
  /** Any account that exists. */
  find(address: string): Account | undefined;
  /** The account of an outside address, made when it is missing. */
  customer(address: string, name?: string): Account;
  all(): Account[];
  close(): void;
}

/** With `dataDir`: `accounts/ADDRESS/` (who it is, the journal) and `raw/` (every distinct message once). */
export function openMailWorld(options: {
  team: TeamAccount[];
  dataDir?: string;
  onChange(change: AccountChange): void;
}): MailWorld {
  const { dataDir } = options;
  const accounts = new Map<string, Account>();
  const raw = dataDir ? rawMessagesIn(join(dataDir, 'raw')) : inMemory.raw;

  const open = (who: { address: string; name: string; kind: 'team' | 'customer' }, team?: TeamAccount) => {
    const folder = dataDir ? join(dataDir, 'accounts', encodeURIComponent(who.address)) : undefined;
    if (folder) {
      mkdirSync(folder, { recursive: true });
      writeFileSync(join(folder, 'account.json'), JSON.stringify(who));
    }
    const account = new Account({
      ...who,
      password: team?.password,
      folders: team?.folders ?? (team ? standardFolders : [{ path: 'Sent', specialUse: '\\Sent' }]),
      journal: folder ? journalInFile(join(folder, 'folders.jsonl')) : inMemory.journal(),
      raw,
      onChange: options.onChange,
    });
    accounts.set(key(who.address), account);
    return account;
  };

  for (const team of options.team)
    open({ address: team.address, name: team.name ?? team.address, kind: 'team' }, team);
  for (const who of dataDir ? keptAccounts(join(dataDir, 'accounts')) : [])
    if (who.kind === 'customer' && !accounts.has(key(who.address))) open(who);

  return {
    find: (address) => accounts.get(key(address)),
    team: (address) => {
      const account = accounts.get(key(address));
      return account?.kind === 'team' ? account : undefined;
    },
    customer(address, name) {
      if (!/^[^\s@/]{1,64}@[^\s@/]{1,120}$/.test(address))
        throw new Error(`"${address.slice(0, 80)}" is not an address that the sandbox can deliver to.`);
      return accounts.get(key(address)) ?? open({ address, name: name || address, kind: 'customer' });
    },
    all: () => [...accounts.values()],
    close() {
      for (const account of accounts.values()) account.close();
    },
  };
}

function key(address: string): string {
  return address.trim().toLowerCase();
}

function keptAccounts(folder: string): Array<{ address: string; name: string; kind: 'team' | 'customer' }> {
  mkdirSync(folder, { recursive: true });
  return readdirSync(folder).flatMap((name) => {
    try {
      return [JSON.parse(readFileSync(join(folder, name, 'account.json'), 'utf8'))];
    } catch {
      // Killed between making the folder and writing the file: nothing was delivered there yet.
      return [];
    }
  });
}
