import {
  actions,
  button,
  type Json,
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

describe('the form of blocks', () => {
  const rules: [string, { message: Json } | { modal: Json }, string][] = [
    [
      'an unknown block',
      message({ type: 'carousel9' }),
      'unsupported type: carousel9 [json-pointer:/blocks/0/type]',
    ],
    ['an unknown element', actions({ type: 'slider' }), 'unsupported type: slider'],
    ['an input in actions', actions(text()), 'unsupported type: plain_text_input'],
    ['a section of nothing', message({ type: 'section' }), 'missing required field: text'],
    ['an empty text', message(section(0)), 'must be more than 0 characters'],
    [
      'a header in mrkdwn',
      message({ type: 'header', text: { type: 'mrkdwn', text: 'x' } }),
      'must be one of: plain_text',
    ],
    [
      'a button label in mrkdwn',
      actions(button({ text: { type: 'mrkdwn', text: 'x' } })),
      'must be one of: plain_text',
    ],
    [
      'a key that Slack does not know',
      message({ ...section(1), colour: 'red' }),
      'invalid additional property: colour',
    ],
    ['a style that does not exist', actions(button({ style: 'warning' })), 'must be one of: primary, danger'],
    [
      'one block_id twice',
      message({ ...section(1), block_id: 'a' }, { ...section(1), block_id: 'a' }),
      'already exists',
    ],
    [
      'one action_id twice in a block',
      actions(button({ action_id: 'a' }), button({ action_id: 'a' })),
      'already exists',
    ],
    ['an empty actions block', actions(), 'no fewer than 1 items'],
    ['a select of nothing', actions(select({ options: [] })), 'no fewer than 1 items'],
    [
      'options and groups',
      actions(select({ options: options(1), option_groups: [] })),
      'only one of options',
    ],
    [
      'a foreign initial option',
      actions(select({ options: options(1), initial_option: option(7) })),
      'must exactly match',
    ],
    ['a date that is none', actions({ type: 'datepicker', initial_date: 'tomorrow' }), 'must be a date'],
    ['a time that is none', actions({ type: 'timepicker', initial_time: '9' }), 'must be a time'],
    ['an instant that is none', actions({ type: 'datetimepicker', initial_date_time: 12 }), '10 digits'],
    [
      'a file block that is sent',
      message({ type: 'file', external_id: 'x', source: 'remote' }),
      'can only be read',
    ],
    [
      'a file input in a message',
      message({ type: 'input', label: plain(1), element: { type: 'file_input' } }),
      'unsupported type: file_input',
    ],
    ['a modal without title', modal({ title: undefined }, section(1)), 'missing required field: title'],
    [
      'inputs without submit',
      modal({ submit: undefined }, { type: 'input', label: plain(1), element: text() }),
      'submit is required',
    ],
    ['a home as modal', modal({ type: 'home' }, section(1)), 'must be modal'],
    ['markdown in a modal', modal({}, { type: 'markdown', text: 'x' }), 'unsupported type: markdown'],
    ['blocks that are no list', { message: { blocks: 'x' } }, 'invalid_blocks_format'],
    ['nothing to say', { message: {} }, 'no_text'],
    ['markdown_text beside text', { message: { text: 'x', markdown_text: 'y' } }, 'markdown_text_conflict'],
    ['too much markdown_text', { message: { markdown_text: words(12_001) } }, 'msg_too_long'],
    [
      'metadata of the wrong form',
      { message: { text: 'x', metadata: { event_type: 1 } } },
      'invalid_metadata_format',
    ],
    [
      'an empty rich text leaf',
      message({
        type: 'rich_text',
        elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text: '' }] }],
      }),
      'must be more than 0',
    ],
    [
      'an unknown rich text leaf',
      message({
        type: 'rich_text',
        elements: [{ type: 'rich_text_section', elements: [{ type: 'script' }] }],
      }),
      'unsupported type: script',
    ],
    [
      'a link without address',
      message({ type: 'rich_text', elements: [{ type: 'rich_text_section', elements: [{ type: 'link' }] }] }),
      'missing required field: url',
    ],
    [
      'a list of text',
      message({
        type: 'rich_text',
        elements: [{ type: 'rich_text_list', style: 'bullet', elements: [{ type: 'text', text: 'x' }] }],
      }),
      'unsupported type: text',
    ],
  ];

  test.each(rules)('%s is refused', (_, payload, refusal) => {
    expect(wrongWith(payload)).toContain(refusal);
  });

  test('one of everything passes', () => {
    const leaves = [
      { type: 'text', text: 'a', style: { bold: true } },
      { type: 'link', url: 'https://example.com', text: 'b' },
      { type: 'emoji', name: 'tada' },
    ];
    const rich = { type: 'rich_text', elements: [{ type: 'rich_text_section', elements: leaves }] };
    const pickers = [
      { type: 'users_select' },
      { type: 'conversations_select' },
      { type: 'channels_select' },
      { type: 'external_select', min_query_length: 0 },
      { type: 'datepicker', initial_date: '2026-08-20' },
      { type: 'timepicker', initial_time: '09:30' },
      { type: 'datetimepicker', initial_date_time: 1_787_000_000 },
      select({ options: options(2), initial_option: option(1) }),
    ];
    const inputs = [
      ...pickers,
      text({ multiline: true, min_length: 1, max_length: 3000 }),
      { type: 'email_text_input' },
      { type: 'url_text_input' },
      { type: 'number_input', is_decimal_allowed: false },
      { type: 'rich_text_input', initial_value: rich },
      { type: 'file_input', max_files: 3 },
      { type: 'multi_static_select', options: options(2), max_selected_items: 2 },
      { type: 'multi_external_select' },
      { type: 'multi_users_select' },
      { type: 'multi_conversations_select' },
      { type: 'multi_channels_select' },
      { type: 'checkboxes', options: options(2) },
      { type: 'radio_buttons', options: options(2) },
    ];
    const blocks = [
      { type: 'header', text: plain(5) },
      { type: 'divider' },
      { ...section(5), accessory: { type: 'image', image_url: 'https://example.com/x.png', alt_text: 'x' } },
      { type: 'context', elements: [plain(1), { type: 'image', image_url: 'x', alt_text: 'x' }] },
      { type: 'image', image_url: 'x', alt_text: 'x' },
      { type: 'actions', elements: [button(), ...pickers] },
      rich,
    ];
    expect(wrongWith(message(...blocks))).toBe('');
    const asInputs = inputs.map((element) => ({ type: 'input', label: plain(3), element, optional: true }));
    expect(wrongWith(modal({}, ...blocks, ...asInputs))).toBe('');
  });
});
