import { checkMessage } from '../blocks/checkMessage';
import { deleteFile, newFile, share, shown } from '../files';
import { LIMITS } from '../limits';
import { post } from '../messages';
import type { StoredFile } from '../world';
import { inChannel, knownChannel } from './access';
import { ApiError } from './apiError';
import { text } from './arguments';
import type { Call, Handler } from './call';

const getUploadUrl: Handler = ({ slack, args }) => {
  const length = Number(args.length);
  if (!text(args, 'filename') || !Number.isInteger(length) || length < 1)
    throw new ApiError('missing_argument');
  if (length > LIMITS.fileBytes.max) throw new ApiError('file_upload_size_restricted');
  const file = newFile(slack, text(args, 'filename'), slack.world.app.botUserId);
  return { upload_url: `${slack.url()}/upload/v1/${file.id}`, file_id: file.id };
};

const complete: Handler = (call) => {
  const { slack, args } = call;
  const { files } = args;
  if (!Array.isArray(files) || files.length === 0) {
    throw ApiError.withMessages('invalid_arguments', ['[ERROR] must provide an array [json-pointer:/files]']);
  }
  if (files.length > LIMITS.filesPerMessage.max) {
    const why = `[ERROR] no more than ${LIMITS.filesPerMessage.max} items allowed [json-pointer:/files]`;
    throw ApiError.withMessages('invalid_arguments', [why]);
  }
  const stored = files.map((one) => uploaded(call, one as Record<string, unknown>));
  const channelId = text(args, 'channel_id') || text(args, 'channels').split(',')[0];
  if (channelId) shareInto(call, stored, channelId);
  else for (const file of stored) slack.world.putFile({ ...file, complete: true });
  const answered = stored.map(({ id }) => slack.shapes.file(slack.world.files.get(id) as StoredFile));
  return { files: answered };
};

function uploaded(call: Call, one: Record<string, unknown>): StoredFile {
  const { world } = call.slack;
  const file = world.files.get(String(one?.id));
  if (!file || file.deleted || file.complete || file.size === 0) throw new ApiError('file_not_found');
  const titled = { ...file, title: typeof one.title === 'string' ? one.title : file.name };
  world.putFile(titled);
  return titled;
}

function shareInto(call: Call, files: StoredFile[], channelId: string): void {
  const { slack, args } = call;
  if (!/^[CDG][A-Z0-9]+$/.test(channelId)) throw new ApiError('invalid_channel');
  const channel = knownChannel(slack, channelId);
  inChannel(slack, channel);
  if (channel.archived) throw new ApiError('posting_to_channel_denied');
  const root = args.thread_ts ? slack.world.message(channel.id, text(args, 'thread_ts')) : undefined;
  const blocks = args.blocks ? checkMessage(args, () => slack.world.newId('b')) : undefined;
  if (blocks && 'error' in blocks) throw ApiError.withMessages('invalid_blocks', blocks.messages);
  for (const file of files) share(slack, file.id, channel.id);
  const message = post(slack, {
    channel: channel.id,
    user: slack.world.app.botUserId,
    bot: true,
    text: text(args, 'initial_comment'),
    blocks: blocks?.blocks,
    files: files.map((file) => file.id),
    threadTs: root ? (root.threadTs ?? root.ts) : undefined,
  });
  shown(slack, message);
}

const info: Handler = ({ slack, args }) => {
  const file = existing(slack.world.files.get(text(args, 'file')));
  const shares = slack.shapes.shares(file);
  return { file: { ...slack.shapes.file(file), shares, has_more_shares: false }, comments: [] };
};

const remove: Handler = ({ slack, args }) => {
  const file = existing(slack.world.files.get(text(args, 'file')));
  if (file.user !== slack.world.app.botUserId) throw new ApiError('cant_delete_file');
  deleteFile(slack, file);
  return {};
};

function existing(file: StoredFile | undefined): StoredFile {
  if (!file?.complete) throw new ApiError('file_not_found');
  if (file.deleted) throw new ApiError('file_deleted');
  return file;
}

export const fileMethods = {
  'files.getUploadURLExternal': getUploadUrl,
  'files.completeUploadExternal': complete,
  'files.info': info,
  'files.delete': remove,
} satisfies Record<string, Handler>;
