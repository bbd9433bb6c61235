import { webApi } from '@slack/bolt';
import type { Called } from '../ports/chat';
import { cut, inGroups } from '../ui/cut';
import { callSlack } from './callSlack';
import { limits, waits } from './limits';
import { summaryLine } from './renderCard';
import { slackUrl } from './slackUrl';

export interface UploadedFile {
  name: string;
  mediaType: string;
  content: Buffer;
}

export interface Uploader {
  client: webApi.WebClient;
  timeScale: number;
  apiUrl: string | undefined;
}

type Shared = Called<{ ts: string | null; fileIds: string[] }>;

/**
 * Files into a thread, in Slack's three steps: ask where to put each, put it there, share all of them. Until the last
 * step nobody sees anything, so only a failure of that one leaves a doubt.
 */
export async function uploadFiles(
  uploader: Uploader,
  channel: string,
  thread: string,
  files: UploadedFile[],
  comment: string,
): Promise<Shared> {
  const { client, timeScale } = uploader;
  const hidden = { writes: false, scope: 'method', timeScale } as const;
  const stored: { id: string; title: string }[] = [];
  // Slack takes no empty file; its name says that it is one.
  for (const file of files.filter((one) => one.content.length > 0)) {
    const put = await callSlack(hidden, () => putFile(uploader, file));
    if (!put.ok) return put;
    stored.push(put.value);
  }
  const empty = files.filter((one) => one.content.length === 0).map((one) => `${fileName(one.name)} (0 B)`);
  let ts: string | null = null;
  const groups = inGroups(stored, limits.filesPerMessage.max);
  for (const [index, group] of groups.entries()) {
    const words = index === 0 ? [comment, ...empty].join('\n') : '';
    const sharing = { writes: true, scope: 'channel', timeScale } as const;
    const shared = await callSlack(sharing, () =>
      client.files.completeUploadExternal({
        files: group as [{ id: string; title: string }],
        channel_id: channel,
        thread_ts: thread,
        ...(words.trim() && { initial_comment: summaryLine(words) }),
      }),
    );
    if (!shared.ok) return shared;
    if (index === 0) ts = await sharedAs(uploader, channel, group[0]!.id);
  }
  return { ok: true, value: { ts, fileIds: stored.map((file) => file.id) } };
}

async function putFile(
  { client, apiUrl }: Uploader,
  file: UploadedFile,
): Promise<{ id: string; title: string }> {
  const title = fileName(file.name);
  const place = await client.files.getUploadURLExternal({ filename: title, length: file.content.length });
  const url = slackUrl(String(place.upload_url), apiUrl);
  // Not by the client: that would send the token along, and takes the answer `OK - 123` for an error.
  const response = await fetch(url, {
    method: 'POST',
    body: new Uint8Array(file.content),
    headers: { 'content-type': 'application/octet-stream' },
    redirect: 'error',
    signal: AbortSignal.timeout(waits.upload),
  });
  await response.text();
  if (response.status !== 200) {
    throw new webApi.WebAPIHTTPError(response.status, response.statusText, {});
  }
  return { id: String(place.file_id), title };
}

/** No path, nothing that ends a line: names come from emails. */
export function fileName(name: string): string {
  const clean = cut(name.replace(/[\\/\n\t]/g, '_'), limits.fileName.max).trim();
  return clean === '' || /^\.+$/.test(clean) ? 'file' : clean;
}

/** Slack names the message of a share only in the file's own record, and not always at once. */
async function sharedAs(
  { client, timeScale }: Uploader,
  channel: string,
  file: string,
): Promise<string | null> {
  const reading = { writes: false, scope: 'method', timeScale } as const;
  const info = await callSlack(reading, () => client.files.info({ file }));
  if (!info.ok) return null;
  const { shares } = info.value.file as { shares?: Record<string, Record<string, { ts?: string }[]>> };
  const all = Object.values(shares ?? {}).flatMap((places) => places[channel] ?? []);
  return all[0]?.ts ?? null;
}

export async function removeFiles({ client, timeScale }: Uploader, fileIds: string[]): Promise<Called<null>> {
  for (const file of fileIds) {
    const removing = { writes: true, scope: 'method', timeScale } as const;
    const called = await callSlack(removing, () => client.files.delete({ file }));
    const gone = !called.ok && called.why === 'rejected' && /^file_(not_found|deleted)/.test(called.detail);
    if (!called.ok && !gone) return called;
  }
  return { ok: true, value: null };
}
