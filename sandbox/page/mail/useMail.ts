import { useCallback, useEffect, useState } from 'react';
import type { MailAccount, MailFolder, MailMessage, MailMessageBody } from '../../mailProtocol';
import { call } from '../live/control';
import { useDoings } from '../live/workspace';

const query = (values: Record<string, string | number>) =>
  new URLSearchParams(Object.entries(values).map(([key, value]) => [key, String(value)])).toString();

/** Reads something now and again whenever `account` changed (any account, without one). */
function useRead<T>(read: (() => Promise<T>) | undefined, key: string, account?: string): T | undefined {
  const { listen, toast } = useDoings();
  const [found, setFound] = useState<{ key: string; value: T }>();
  // biome-ignore lint/correctness/useExhaustiveDependencies: `key` says all that `read` depends on
  const load = useCallback(() => {
    let current = true;
    read?.().then(
      (value) => current && setFound({ key, value }),
      (error: Error) => current && toast('error', error.message),
    );
    return () => {
      current = false;
    };
  }, [key, toast]);
  useEffect(load, [load]);
  useEffect(
    () =>
      listen((patch) => {
        if (patch.kind === 'state' || (patch.kind === 'mail' && (!account || patch.account === account)))
          load();
      }),
    [listen, load, account],
  );
  return found?.key === key ? found.value : undefined;
}

export function useAccounts(): MailAccount[] | undefined {
  return useRead(
    () => call<{ accounts: MailAccount[] }>('/mail/accounts').then((one) => one.accounts),
    'accounts',
  );
}

export function useFolders(account: string | undefined): MailFolder[] | undefined {
  const read = account
    ? () => call<{ folders: MailFolder[] }>(`/mail/folders?${query({ account })}`).then((one) => one.folders)
    : undefined;
  return useRead(read, `folders ${account}`, account);
}

/** Newest first. */
export function useMessages(account: string | undefined, folder: string): MailMessage[] | undefined {
  const read = account
    ? () =>
        call<{ messages: MailMessage[] }>(`/mail/messages?${query({ account, folder })}`).then(
          (one) => one.messages,
        )
    : undefined;
  return useRead(read, `messages ${account} ${folder}`, account);
}

export function readMessage(account: string, folder: string, uid: number): Promise<MailMessageBody> {
  return call<{ message: MailMessageBody }>(`/mail/message?${query({ account, folder, uid })}`).then(
    (one) => one.message,
  );
}

/** Address of an attachment, without the token. */
export function attachmentUrl(account: string, folder: string, uid: number, index: number): string {
  return `/control/mail/attachment?${query({ account, folder, uid, index })}`;
}
