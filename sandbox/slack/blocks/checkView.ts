import { LIMITS } from '../limits';
import { checkBlocks } from './checkBlock';
import { checkOptionalText, checkText } from './checkText';
import { isObject, type Problems } from './problems';

const KEYS = [
  'type',
  'title',
  'blocks',
  'close',
  'submit',
  'private_metadata',
  'callback_id',
  'clear_on_close',
  'notify_on_close',
  'external_id',
  'submit_disabled',
];

/** A modal or home view. Returns false when it is too large to be looked at. */
export function checkView(problems: Problems, value: unknown, type: 'modal' | 'home'): boolean {
  if (Buffer.byteLength(JSON.stringify(value ?? null)) > LIMITS.viewBytes.max) return false;
  const view = problems.object('/view', value);
  if (!view) return true;
  problems.keys('/view', view, KEYS);
  if (view.type !== type) problems.add('/view/type', `must be ${type}`);
  if (type === 'modal') {
    checkText(problems, '/view/title', view.title, 'viewTitle');
    checkOptionalText(problems, '/view/submit', view.submit, 'viewSubmit');
    checkOptionalText(problems, '/view/close', view.close, 'viewClose');
  }
  problems.length('/view/private_metadata', view.private_metadata, 'privateMetadata');
  problems.length('/view/callback_id', view.callback_id, 'callbackId');
  problems.length('/view/external_id', view.external_id, 'externalId');
  if (view.blocks === undefined) problems.missing('/view/blocks');
  else checkBlocks(problems, '/view/blocks', view.blocks, type);
  const inputs = Array.isArray(view.blocks) && view.blocks.some((b) => isObject(b) && b.type === 'input');
  if (type === 'modal' && inputs && !view.submit) {
    problems.add('/view', 'submit is required when an input block is in the blocks array');
  }
  return true;
}
