import type { LimitName } from '../limits';
import type { Problems } from './problems';

type Kind = 'plain_text' | 'mrkdwn' | 'either';

/** A text object: type, length, the keys that its type allows. */
export function checkText(
  problems: Problems,
  pointer: string,
  value: unknown,
  limit: LimitName,
  kind: Kind = 'plain_text',
): void {
  if (value === undefined || value === null) {
    problems.missing(pointer);
    return;
  }
  const text = problems.object(pointer, value);
  if (!text) return;
  const allowed = kind === 'either' ? ['plain_text', 'mrkdwn'] : [kind];
  if (!allowed.includes(String(text.type))) {
    problems.add(`${pointer}/type`, `must be one of: ${allowed.join(', ')}`);
    return;
  }
  problems.keys(
    pointer,
    text,
    text.type === 'mrkdwn' ? ['type', 'text', 'verbatim'] : ['type', 'text', 'emoji'],
  );
  problems.length(`${pointer}/text`, text.text, limit, true);
  if (typeof text.text === 'string') problems.textLength += text.text.length;
}

/** The same, where the text may be left out. */
export function checkOptionalText(
  problems: Problems,
  pointer: string,
  value: unknown,
  limit: LimitName,
  kind: Kind = 'plain_text',
): void {
  if (value !== undefined && value !== null) checkText(problems, pointer, value, limit, kind);
}

/** A confirmation dialog. */
export function checkConfirm(problems: Problems, pointer: string, value: unknown): void {
  if (value === undefined) return;
  const confirm = problems.object(pointer, value);
  if (!confirm) return;
  problems.keys(pointer, confirm, ['title', 'text', 'confirm', 'deny', 'style']);
  checkText(problems, `${pointer}/title`, confirm.title, 'confirmTitle');
  checkText(problems, `${pointer}/text`, confirm.text, 'confirmText', 'either');
  checkText(problems, `${pointer}/confirm`, confirm.confirm, 'confirmButton');
  checkText(problems, `${pointer}/deny`, confirm.deny, 'confirmButton');
  if (confirm.style !== undefined) {
    problems.oneOf(`${pointer}/style`, confirm.style, ['primary', 'danger']);
  }
}

/** An option of a select, overflow, radio or checkbox. */
export function checkOption(
  problems: Problems,
  pointer: string,
  value: unknown,
  textKind: 'plain_text' | 'either',
): void {
  const option = problems.object(pointer, value);
  if (!option) return;
  problems.keys(pointer, option, ['text', 'value', 'description', 'url']);
  checkText(problems, `${pointer}/text`, option.text, 'optionText', textKind);
  problems.length(`${pointer}/value`, option.value, 'optionValue', true);
  checkOptionalText(problems, `${pointer}/description`, option.description, 'optionDescription', textKind);
}
