/**
 * What Slack accepts, each number with where it comes from. Renderers keep to these; nothing else in the code
 * repeats a number. Lengths are UTF-16 units of the text as it is sent, after escaping: for emoji that is stricter
 * than Slack, never laxer.
 */
const TYPES = '@slack/types 3.2 (doc comments)';
const METHODS = "Slack's method documentation";
const RATES = "Slack's rate-limit documentation";
const CHOSEN = 'chosen here, well below what Slack accepts';

export const limits = {
  blocksPerMessage: { max: 50, source: TYPES },
  blocksPerView: { max: 100, source: TYPES },
  sectionText: { max: 3000, source: TYPES },
  fieldText: { max: 2000, source: TYPES },
  fieldsPerSection: { max: 10, source: TYPES },
  headerText: { max: 150, source: TYPES },
  contextElements: { max: 10, source: TYPES },
  contextText: { max: 3000, source: TYPES },
  /** Of one rich_text block; Slack names no number, so the section's. */
  richText: { max: 3000, source: CHOSEN },
  /** Rejected somewhere between 9,597 and 11,341 characters. */
  allBlockText: { max: 9500, source: 'bolt-js issues 2509 and 2867' },
  elementsPerActions: { max: 25, source: TYPES },
  buttonText: { max: 75, source: TYPES },
  buttonValue: { max: 2000, source: TYPES },
  overflowOptions: { max: 5, source: TYPES },
  checkboxOptions: { max: 10, source: TYPES },
  selectOptions: { max: 100, source: TYPES },
  /** In one select, groups and all: more could make a view too large. Longer lists are searched instead. */
  optionsOffered: { max: 300, source: CHOSEN },
  optionText: { max: 75, source: TYPES },
  /** 75 in the JavaScript types, 150 in the Python SDK: the smaller one. */
  optionValue: { max: 75, source: TYPES },
  optionDescription: { max: 75, source: TYPES },
  optionGroupLabel: { max: 75, source: TYPES },
  placeholder: { max: 150, source: TYPES },
  inputLabel: { max: 2000, source: TYPES },
  inputHint: { max: 2000, source: TYPES },
  /** The sentence under a field; Slack names no number. */
  inputError: { max: 1000, source: CHOSEN },
  plainTextInput: { max: 3000, source: TYPES },
  confirmTitle: { max: 100, source: TYPES },
  confirmText: { max: 300, source: TYPES },
  confirmButton: { max: 30, source: TYPES },
  blockId: { max: 255, source: TYPES },
  actionId: { max: 255, source: TYPES },
  viewTitle: { max: 24, source: TYPES },
  viewSubmit: { max: 24, source: TYPES },
  viewClose: { max: 24, source: TYPES },
  privateMetadata: { max: 3000, source: TYPES },
  viewBytes: { max: 250_000, source: METHODS },
  /** The first and two pushed on top of it. */
  viewsInStack: { max: 3, source: METHODS },
  /** `text` next to blocks: a notification line, not the place to read. Slack cuts at 40,000. */
  messageText: { max: 1000, source: CHOSEN },
  linkUrl: { max: 3000, source: TYPES },
  linksPerBody: { max: 100, source: CHOSEN },
  fileName: { max: 255, source: CHOSEN },
  filesPerMessage: { max: 10, source: "Slack's help centre" },
  historyPage: { max: 200, source: METHODS },
  /** How far back a search goes at most: a bounded number of calls whatever the channel holds. */
  historyPages: { max: 5, source: CHOSEN },
} as const satisfies Record<string, { max: number; source: string }>;

export type LimitName = keyof typeof limits;

/** Milliseconds. */
export const waits = {
  /** After this long a modal opens with a skeleton: the trigger lives 3 s. Source: architecture, law 7. */
  skeletonAfter: 700,
  /** Answers in an acknowledgement: Slack waits 3 s, the way there takes some. Source: bolt documentation. */
  acknowledgeBy: 2_500,
  /** One try at opening a view. */
  view: 2_000,
  /** One call while posting. */
  call: 10_000,
  /** One file on its way to Slack. */
  upload: 60_000,
  /** A private answer. */
  whisper: 5_000,
  /** Running handlers when the process ends. */
  stop: 5_000,
  /** What came in while the connection was being closed. */
  lastWords: 500,
  /** Between the request for a connection and Slack's hello. */
  hello: 15_000,
} as const;

/** Calls per minute of a method in one workspace. Source: rate-limit documentation, method documentation. */
export const callsPerMinute = {
  'chat.postMessage': { max: 300, source: `${RATES}: "several hundred per minute" for a workspace` },
  'chat.update': { max: 50, source: `${METHODS}: Tier 3` },
  'chat.delete': { max: 50, source: `${METHODS}: Tier 3` },
  'files.completeUploadExternal': { max: 100, source: `${METHODS}: Tier 4` },
  'conversations.open': { max: 50, source: `${METHODS}: Tier 3` },
  'views.publish': { max: 100, source: `${METHODS}: Tier 4` },
  'conversations.history': { max: 50, source: `${METHODS}: Tier 3` },
} as const;

/** About one message a second and channel; short bursts pass. Source: rate-limit documentation. */
export const postingPace = { everyMs: 1000, burst: 3, source: RATES } as const;
