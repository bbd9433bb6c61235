/** An expected "no". The sentence is made from `code` and `params` in the reader's language (locales/…/refusals). */
export interface Refusal {
  refused: RefusalCode;
  /** The form field that it belongs to, when there is one. */
  field?: string;
  params?: Record<string, string | number>;
}

export const refusalCodes = [
  'unknownPerson',
  'onlyWorkspaceAdmin',
  'ownAccount',
  'accountTaken',
  'accountDecided',
  'notFound',
  'notAllowed',
  'onlyOwnerOrDispatcher',
  'takeFirst',
  'onlyDispatcher',
  'onlyAdmin',
  'alreadyOwned',
  'notOwner',
  'noOwner',
  'noSuchPerson',
  'ambiguousPerson',
  'assigneeNotMember',
  'assigneeUnknown',
  'noSuchQualification',
  'qualificationRetired',
  'ambiguousQualification',
  'qualificationRequired',
  'noQualifications',
  'inTrash',
  'noteEmpty',
  'tooLong',
  'busy',
  'unknownCommand',
  'missingNumber',
  'badNumber',
  'missingArgument',
  'tooManyArguments',
  'badInput',
] as const;
export type RefusalCode = (typeof refusalCodes)[number];

export function refuse(code: RefusalCode, params?: Record<string, string | number>, field?: string): Refusal {
  return { refused: code, ...(params && { params }), ...(field && { field }) };
}

export function isRefusal(value: unknown): value is Refusal {
  return typeof value === 'object' && value !== null && 'refused' in value;
}
