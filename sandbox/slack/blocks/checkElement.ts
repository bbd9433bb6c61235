import type { LimitName } from '../limits';
import { checkRichText } from './checkRichText';
import { checkConfirm, checkOption, checkOptionalText, checkText } from './checkText';
import { isObject, type Json, Problems } from './problems';

type Place = 'section' | 'actions' | 'input';
type Check = (problems: Problems, pointer: string, element: Json) => void;

interface ElementRule {
  places: readonly Place[];
  keys: readonly string[];
  check?: Check;
  /** Lives only in modals and App Home. */
  viewsOnly?: boolean;
}

const EVERYWHERE: readonly Place[] = ['section', 'actions', 'input'];
const COMMON = ['type', 'action_id', 'confirm', 'focus_on_load', 'placeholder'];
const TYPED = [
  'type',
  'action_id',
  'focus_on_load',
  'placeholder',
  'initial_value',
  'dispatch_action_config',
];

const button: Check = (problems, pointer, element) => {
  checkText(problems, `${pointer}/text`, element.text, 'buttonText');
  problems.length(`${pointer}/value`, element.value, 'buttonValue');
  problems.length(`${pointer}/url`, element.url, 'buttonUrl');
  problems.length(`${pointer}/accessibility_label`, element.accessibility_label, 'accessibilityLabel');
  if (element.style !== undefined) problems.oneOf(`${pointer}/style`, element.style, ['primary', 'danger']);
};

function options(limit: LimitName, textKind: 'plain_text' | 'either' = 'plain_text', least = 1): Check {
  return (problems, pointer, element) => {
    problems.items(`${pointer}/options`, element.options, limit, least).forEach((option, at) => {
      checkOption(problems, `${pointer}/options/${at}`, option, textKind);
    });
  };
}

const staticOptions: Check = (problems, pointer, element) => {
  if (element.options !== undefined && element.option_groups !== undefined) {
    problems.add(pointer, 'only one of options and option_groups is allowed');
  } else if (element.option_groups !== undefined) {
    checkOptionGroups(problems, `${pointer}/option_groups`, element.option_groups);
  } else {
    options('selectOptions')(problems, pointer, element);
  }
  initialIsOffered(problems, pointer, element);
};

function checkOptionGroups(problems: Problems, pointer: string, value: unknown): void {
  problems.items(pointer, value, 'selectOptionGroups').forEach((group, at) => {
    const inside = problems.object(`${pointer}/${at}`, group);
    if (!inside) return;
    checkText(problems, `${pointer}/${at}/label`, inside.label, 'optionGroupLabel');
    options('selectOptions', 'plain_text', 0)(problems, `${pointer}/${at}`, inside);
  });
}

/** What an app may answer to a block_suggestion; Slack's sentences when it may not. */
export function checkSuggestions(answer: Json): string[] {
  const problems = new Problems();
  if (answer.option_groups !== undefined) checkOptionGroups(problems, '/option_groups', answer.option_groups);
  else options('selectOptions', 'plain_text', 0)(problems, '', answer);
  return problems.messages;
}

function initialIsOffered(problems: Problems, pointer: string, element: Json): void {
  const offered = JSON.stringify([element.options, element.option_groups]);
  const many = Array.isArray(element.initial_options) ? element.initial_options : [];
  for (const initial of [element.initial_option, ...many]) {
    if (!isObject(initial)) continue;
    if (!offered.includes(`"value":${JSON.stringify(initial.value)}`)) {
      problems.add(pointer, 'initial option must exactly match one of the provided options');
    }
  }
}

const maxSelected: Check = (problems, pointer, element) => {
  const max = element.max_selected_items;
  if (max !== undefined && !(typeof max === 'number' && max >= 1)) {
    problems.add(`${pointer}/max_selected_items`, 'must be greater than 0');
  }
};

const both =
  (...checks: Check[]): Check =>
  (problems, pointer, element) => {
    for (const check of checks) check(problems, pointer, element);
  };

const pattern =
  (key: string, form: RegExp, name: string): Check =>
  (problems, pointer, element) => {
    const value = element[key];
    if (value !== undefined && !form.test(String(value)))
      problems.add(`${pointer}/${key}`, `must be ${name}`);
  };

const textInput: Check = (problems, pointer, element) => {
  problems.length(`${pointer}/initial_value`, element.initial_value, 'plainTextInputMaxLength');
  for (const key of ['min_length', 'max_length']) {
    const value = element[key];
    if (value === undefined) continue;
    if (typeof value !== 'number' || value < 0)
      problems.add(`${pointer}/${key}`, 'must be a positive number');
    else if (value > 3000) problems.add(`${pointer}/${key}`, 'must be less than 3001');
  }
};

const richInput: Check = (problems, pointer, element) => {
  if (element.initial_value !== undefined) {
    checkRichText(problems, `${pointer}/initial_value`, element.initial_value);
  }
};

const SELECT = [...COMMON, 'response_url_enabled', 'default_to_current_conversation', 'filter'];
const MULTI = [...COMMON, 'max_selected_items', 'default_to_current_conversation', 'filter'];

/** Element type -> where it may stand, which keys it has, what they must be. Source: @slack/types. */
const ELEMENTS: Record<string, ElementRule> = {
  button: {
    places: ['section', 'actions'],
    keys: ['type', 'action_id', 'text', 'value', 'url', 'style', 'confirm', 'accessibility_label'],
    check: button,
  },
  overflow: {
    places: ['section', 'actions'],
    keys: ['type', 'action_id', 'options', 'confirm'],
    check: options('overflowOptions'),
  },
  image: {
    places: ['section'],
    keys: ['type', 'image_url', 'slack_file', 'alt_text'],
    check: (problems, pointer, element) => {
      problems.length(
        `${pointer}/image_url`,
        element.image_url,
        'imageUrl',
        element.slack_file === undefined,
      );
      problems.length(`${pointer}/alt_text`, element.alt_text, 'imageAltText', true);
    },
  },
  static_select: {
    places: EVERYWHERE,
    keys: [...COMMON, 'options', 'option_groups', 'initial_option'],
    check: staticOptions,
  },
  external_select: { places: EVERYWHERE, keys: [...COMMON, 'min_query_length', 'initial_option'] },
  users_select: { places: EVERYWHERE, keys: [...COMMON, 'initial_user'] },
  conversations_select: { places: EVERYWHERE, keys: [...SELECT, 'initial_conversation'] },
  channels_select: {
    places: EVERYWHERE,
    keys: [...COMMON, 'initial_channel', 'response_url_enabled'],
  },
  multi_static_select: {
    places: ['section', 'input'],
    keys: [...COMMON, 'options', 'option_groups', 'initial_options', 'max_selected_items'],
    check: both(staticOptions, maxSelected),
  },
  multi_external_select: {
    places: ['section', 'input'],
    keys: [...COMMON, 'min_query_length', 'initial_options', 'max_selected_items'],
    check: maxSelected,
  },
  multi_users_select: {
    places: ['section', 'input'],
    keys: [...COMMON, 'initial_users', 'max_selected_items'],
    check: maxSelected,
  },
  multi_conversations_select: {
    places: ['section', 'input'],
    keys: [...MULTI, 'initial_conversations'],
    check: maxSelected,
  },
  multi_channels_select: {
    places: ['section', 'input'],
    keys: [...COMMON, 'initial_channels', 'max_selected_items'],
    check: maxSelected,
  },
  datepicker: {
    places: EVERYWHERE,
    keys: [...COMMON, 'initial_date'],
    check: pattern('initial_date', /^\d{4}-\d{2}-\d{2}$/, 'a date (YYYY-MM-DD)'),
  },
  timepicker: {
    places: EVERYWHERE,
    keys: [...COMMON, 'initial_time', 'timezone'],
    check: pattern('initial_time', /^\d{2}:\d{2}$/, 'a time (HH:mm)'),
  },
  datetimepicker: {
    places: ['actions', 'input'],
    keys: ['type', 'action_id', 'confirm', 'focus_on_load', 'initial_date_time'],
    check: pattern('initial_date_time', /^\d{10}$/, 'a UNIX timestamp of 10 digits'),
  },
  checkboxes: {
    places: EVERYWHERE,
    keys: ['type', 'action_id', 'options', 'initial_options', 'confirm', 'focus_on_load'],
    check: both(options('checkboxOptions', 'either'), initialIsOffered),
  },
  radio_buttons: {
    places: EVERYWHERE,
    keys: ['type', 'action_id', 'options', 'initial_option', 'confirm', 'focus_on_load'],
    check: both(options('radioOptions', 'either'), initialIsOffered),
  },
  plain_text_input: {
    places: ['input'],
    keys: [...TYPED, 'multiline', 'min_length', 'max_length'],
    check: textInput,
  },
  email_text_input: { places: ['input'], keys: TYPED, viewsOnly: true },
  url_text_input: { places: ['input'], keys: TYPED, viewsOnly: true },
  number_input: {
    places: ['input'],
    keys: [...TYPED, 'is_decimal_allowed', 'min_value', 'max_value'],
    viewsOnly: true,
  },
  rich_text_input: { places: ['input'], keys: TYPED, check: richInput },
  file_input: {
    places: ['input'],
    keys: ['type', 'action_id', 'filetypes', 'max_files'],
    viewsOnly: true,
  },
};

export const ELEMENT_TYPES = Object.keys(ELEMENTS);

/** One interactive element. `actionIds` are the ids of its block so far: doubles are refused. */
export function checkElement(
  problems: Problems,
  pointer: string,
  value: unknown,
  place: Place,
  actionIds: Set<string>,
): void {
  const element = problems.object(pointer, value);
  if (!element) return;
  const rule = ELEMENTS[String(element.type)];
  if (!rule?.places.includes(place)) {
    problems.add(`${pointer}/type`, `unsupported type: ${String(element.type)}`);
    return;
  }
  problems.keys(pointer, element, rule.keys);
  problems.length(`${pointer}/action_id`, element.action_id, 'actionId');
  if (typeof element.action_id === 'string') {
    if (actionIds.has(element.action_id)) {
      problems.add(`${pointer}/action_id`, `\`action_id\` ${element.action_id} already exists`);
    }
    actionIds.add(element.action_id);
  }
  if (rule.keys.includes('placeholder')) {
    checkOptionalText(problems, `${pointer}/placeholder`, element.placeholder, 'placeholder');
  }
  if (rule.keys.includes('confirm')) checkConfirm(problems, `${pointer}/confirm`, element.confirm);
  rule.check?.(problems, pointer, element);
}

export function isViewsOnly(elementType: string): boolean {
  return ELEMENTS[elementType]?.viewsOnly === true;
}
