import { LIMITS, type LimitName } from '../../../sandbox/slack/limits';
import {
  actions,
  type Build,
  button,
  confirm,
  input,
  type Json,
  many,
  message,
  modal,
  option,
  options,
  plain,
  section,
  select,
  text,
  words,
  wrongWith,
} from './blockParts';

function viewOfBytes(n: number): { modal: Json } {
  const blocks = many(90, () => section(2600));
  const view = modal({}, ...blocks).modal;
  let lack = n - Buffer.byteLength(JSON.stringify(view));
  for (const block of blocks) {
    const more = Math.max(0, Math.min(400, lack));
    (block.text as Json).text += words(more);
    lack -= more;
  }
  return { modal: view };
}

function metadataOfBytes(n: number): { message: Json } {
  const empty = JSON.stringify({ event_type: 'card', event_payload: { pad: '' } }).length;
  const event_payload = { pad: words(n - empty) };
  return { message: { text: 'x', metadata: { event_type: 'card', event_payload } } };
}

const CASES: Partial<Record<LimitName, { build: Build; refusal: string }>> = {
  blocksPerMessage: { build: (n) => message(...many(n, () => section(1))), refusal: 'no more than 50 items' },
  blocksPerView: { build: (n) => modal({}, ...many(n, () => section(1))), refusal: 'no more than 100 items' },
  sectionText: { build: (n) => message(section(n)), refusal: 'must be less than 3001 characters' },
  sectionFields: {
    build: (n) => message({ type: 'section', fields: many(n, () => plain(1)) }),
    refusal: 'no more than 10 items',
  },
  sectionFieldText: {
    build: (n) => message({ type: 'section', fields: [plain(n)] }),
    refusal: 'must be less than 2001 characters',
  },
  headerText: {
    build: (n) => message({ type: 'header', text: plain(n) }),
    refusal: 'must be less than 151 characters',
  },
  contextElements: {
    build: (n) => message({ type: 'context', elements: many(n, () => plain(1)) }),
    refusal: 'no more than 10 items',
  },
  actionsElements: { build: (n) => actions(...many(n, () => button())), refusal: 'no more than 25 items' },
  blockText: {
    build: (n) => message({ type: 'context', elements: [plain(n)] }),
    refusal: 'must be less than 3001 characters',
  },
  allBlockText: {
    build: (n) => message(section(3000), section(3000), section(3000), section(n - 9000)),
    refusal: 'msg_blocks_too_long',
  },
  markdownText: {
    build: (n) =>
      message({ type: 'markdown', text: words(6000) }, { type: 'markdown', text: words(n - 6000) }),
    refusal: 'all markdown blocks together',
  },
  buttonText: {
    build: (n) => actions(button({ text: plain(n) })),
    refusal: 'must be less than 76 characters',
  },
  buttonValue: { build: (n) => actions(button({ value: words(n) })), refusal: 'must be less than 2001' },
  buttonUrl: { build: (n) => actions(button({ url: words(n) })), refusal: 'must be less than 3001' },
  accessibilityLabel: {
    build: (n) => actions(button({ accessibility_label: words(n) })),
    refusal: 'must be less than 76',
  },
  overflowOptions: {
    build: (n) => actions({ type: 'overflow', options: options(n) }),
    refusal: 'no more than 5 items',
  },
  checkboxOptions: {
    build: (n) => actions({ type: 'checkboxes', options: options(n) }),
    refusal: 'no more than 10 items',
  },
  radioOptions: {
    build: (n) => actions({ type: 'radio_buttons', options: options(n) }),
    refusal: 'no more than 10 items',
  },
  selectOptions: {
    build: (n) => actions(select({ options: options(n) })),
    refusal: 'no more than 100 items',
  },
  selectOptionGroups: {
    build: (n) => input(select({ option_groups: many(n, () => ({ label: plain(1), options: options(1) })) })),
    refusal: 'no more than 100 items',
  },
  optionText: {
    build: (n) => actions(select({ options: [option(0, { text: plain(n) })] })),
    refusal: 'must be less than 76',
  },
  optionValue: {
    build: (n) => actions(select({ options: [option(0, { value: words(n) })] })),
    refusal: 'must be less than 76',
  },
  optionDescription: {
    build: (n) => actions(select({ options: [option(0, { description: plain(n) })] })),
    refusal: 'must be less than 76',
  },
  optionGroupLabel: {
    build: (n) => actions(select({ option_groups: [{ label: plain(n), options: options(1) }] })),
    refusal: 'must be less than 76',
  },
  placeholder: { build: (n) => input(text({ placeholder: plain(n) })), refusal: 'must be less than 151' },
  inputLabel: { build: (n) => input(text(), { label: plain(n) }), refusal: 'must be less than 2001' },
  inputHint: { build: (n) => input(text(), { hint: plain(n) }), refusal: 'must be less than 2001' },
  plainTextInputMaxLength: {
    build: (n) => input(text({ max_length: n })),
    refusal: 'must be less than 3001',
  },
  imageUrl: {
    build: (n) => message({ type: 'image', image_url: words(n), alt_text: 'x' }),
    refusal: 'must be less than 3001',
  },
  imageAltText: {
    build: (n) => message({ type: 'image', image_url: 'x', alt_text: words(n) }),
    refusal: 'must be less than 2001',
  },
  imageTitle: {
    build: (n) => message({ type: 'image', image_url: 'x', alt_text: 'x', title: plain(n) }),
    refusal: 'must be less than 2001',
  },
  confirmTitle: {
    build: (n) => actions(button({ confirm: confirm({ title: plain(n) }) })),
    refusal: 'must be less than 101',
  },
  confirmText: {
    build: (n) => actions(button({ confirm: confirm({ text: plain(n) }) })),
    refusal: 'must be less than 301',
  },
  confirmButton: {
    build: (n) => actions(button({ confirm: confirm({ deny: plain(n) }) })),
    refusal: 'must be less than 31',
  },
  blockId: { build: (n) => message({ ...section(1), block_id: words(n) }), refusal: 'must be less than 256' },
  actionId: { build: (n) => actions(button({ action_id: words(n) })), refusal: 'must be less than 256' },
  callbackId: {
    build: (n) => modal({ callback_id: words(n) }, section(1)),
    refusal: 'must be less than 256',
  },
  externalId: {
    build: (n) => modal({ external_id: words(n) }, section(1)),
    refusal: 'must be less than 256',
  },
  viewTitle: { build: (n) => modal({ title: plain(n) }, section(1)), refusal: 'must be less than 25' },
  viewSubmit: { build: (n) => modal({ submit: plain(n) }, section(1)), refusal: 'must be less than 25' },
  viewClose: { build: (n) => modal({ close: plain(n) }, section(1)), refusal: 'must be less than 25' },
  privateMetadata: {
    build: (n) => modal({ private_metadata: words(n) }, section(1)),
    refusal: 'must be less than 3001',
  },
  viewBytes: { build: viewOfBytes, refusal: 'view_too_large' },
  metadataBytes: { build: metadataOfBytes, refusal: 'metadata_too_large' },
  attachments: {
    build: (n) => ({ message: { text: 'x', attachments: many(n, () => ({ text: 'x' })) } }),
    refusal: 'too_many_attachments',
  },
};

/** Limits that are about time, counts of calls or files: each has its test in the file that is named. */
const ELSEWHERE: Partial<Record<LimitName, string>> = {
  messageText: 'messages.test.ts',
  viewsPushed: 'views.test.ts',
  reactionsPerMessage: 'messages.test.ts',
  triggerMs: 'views.test.ts',
  acknowledgeMs: 'boltSocket.test.ts',
  responseUrlUses: 'responseUrls.test.ts',
  responseUrlMs: 'responseUrls.test.ts',
  redeliveries: 'delivery.test.ts',
  socketConnections: 'delivery.test.ts',
  historyObjects: 'conversations.test.ts',
  listObjects: 'conversations.test.ts',
  nonMarketplaceHistoryObjects: 'conversations.test.ts',
  nonMarketplaceHistoryPerMinute: 'conversations.test.ts',
  fileBytes: 'files.test.ts',
  filesPerMessage: 'files.test.ts',
};

describe('the limits of Slack', () => {
  test.each(Object.entries(CASES))(
    '%s: as much as allowed passes, one more is refused',
    (name, { build, refusal }) => {
      const { max } = LIMITS[name as LimitName];
      expect(wrongWith(build(max))).toBe('');
      expect(wrongWith(build(max + 1))).toContain(refusal);
    },
  );

  test('every limit has a test, and says where its number comes from', () => {
    const tested = [...Object.keys(CASES), ...Object.keys(ELSEWHERE)].sort();
    expect(tested).toEqual(Object.keys(LIMITS).sort());
    for (const { source } of Object.values(LIMITS)) expect(source).not.toBe('');
  });
});
