/**
 * Every limit of Slack's that the sandbox enforces, in one place, each with where the number comes from.
 * Lengths count UTF-16 units: for emoji that is stricter than Slack, never laxer.
 */
const TYPES = '@slack/types 3.2 (doc comments)';
const METHODS = "Slack's method documentation";
const RATES = "Slack's rate-limit documentation";

export const LIMITS = {
  blocksPerMessage: { max: 50, source: TYPES },
  blocksPerView: { max: 100, source: TYPES },
  sectionText: { max: 3000, source: TYPES },
  sectionFields: { max: 10, source: TYPES },
  sectionFieldText: { max: 2000, source: TYPES },
  headerText: { max: 150, source: TYPES },
  contextElements: { max: 10, source: TYPES },
  actionsElements: { max: 25, source: TYPES },
  blockText: { max: 3000, source: TYPES },
  /** Rejected somewhere between 9,597 and 11,341 characters. */
  allBlockText: { max: 9500, source: 'bolt-js issues 2509 and 2867' },
  markdownText: { max: 12_000, source: METHODS },
  buttonText: { max: 75, source: TYPES },
  buttonValue: { max: 2000, source: TYPES },
  buttonUrl: { max: 3000, source: TYPES },
  accessibilityLabel: { max: 75, source: TYPES },
  overflowOptions: { max: 5, source: TYPES },
  checkboxOptions: { max: 10, source: TYPES },
  radioOptions: { max: 10, source: TYPES },
  selectOptions: { max: 100, source: TYPES },
  selectOptionGroups: { max: 100, source: TYPES },
  optionText: { max: 75, source: TYPES },
  /** 75 in the JavaScript types, 150 in the Python SDK: the smaller one. */
  optionValue: { max: 75, source: TYPES },
  optionDescription: { max: 75, source: TYPES },
  optionGroupLabel: { max: 75, source: TYPES },
  placeholder: { max: 150, source: TYPES },
  inputLabel: { max: 2000, source: TYPES },
  inputHint: { max: 2000, source: TYPES },
  plainTextInputMaxLength: { max: 3000, source: TYPES },
  imageUrl: { max: 3000, source: TYPES },
  imageAltText: { max: 2000, source: TYPES },
  imageTitle: { max: 2000, source: TYPES },
  confirmTitle: { max: 100, source: TYPES },
  confirmText: { max: 300, source: TYPES },
  confirmButton: { max: 30, source: TYPES },
  blockId: { max: 255, source: TYPES },
  actionId: { max: 255, source: TYPES },
  callbackId: { max: 255, source: TYPES },
  externalId: { max: 255, source: TYPES },
  viewTitle: { max: 24, source: TYPES },
  viewSubmit: { max: 24, source: TYPES },
  viewClose: { max: 24, source: TYPES },
  privateMetadata: { max: 3000, source: TYPES },
  viewBytes: { max: 250_000, source: METHODS },
  /** Views pushed on top of the first. */
  viewsPushed: { max: 2, source: METHODS },
  /** `text` is cut, not refused. */
  messageText: { max: 40_000, source: METHODS },
  metadataBytes: { max: 8_000, source: `${METHODS} (no number; chosen)` },
  attachments: { max: 100, source: METHODS },
  reactionsPerMessage: { max: 50, source: `${METHODS} (no number; chosen)` },
  triggerMs: { max: 3_000, source: METHODS },
  acknowledgeMs: { max: 3_000, source: 'bolt documentation' },
  responseUrlUses: { max: 5, source: 'SDK documentation' },
  responseUrlMs: { max: 30 * 60_000, source: 'SDK documentation' },
  redeliveries: { max: 3, source: 'bolt documentation' },
  socketConnections: { max: 10, source: 'node-slack-sdk issue 1654' },
  historyObjects: { max: 999, source: METHODS },
  listObjects: { max: 1000, source: METHODS },
  /** Apps distributed outside the Marketplace, since 2025-05-29. */
  nonMarketplaceHistoryObjects: { max: 15, source: RATES },
  nonMarketplaceHistoryPerMinute: { max: 1, source: RATES },
  fileBytes: { max: 1_000_000_000, source: "Slack's help centre" },
  filesPerMessage: { max: 10, source: "Slack's help centre" },
} as const satisfies Record<string, { max: number; source: string }>;

export type LimitName = keyof typeof LIMITS;

/** Calls per minute and method, for one app in one workspace. `t5` stands for "special": several hundred. */
export const TIER_PER_MINUTE = { t1: 1, t2: 20, t3: 50, t4: 100, t5: 600 } as const;

/** chat.postMessage: one message a second and channel; short bursts pass. */
export const POSTING = { perSecond: 1, burst: 4, perMinuteInWorkspace: 300, source: RATES } as const;

/** Waits before the second, third and fourth delivery of an event that nobody acknowledged. */
export const REDELIVERY_MS = [0, 60_000, 300_000] as const;
