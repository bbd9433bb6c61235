/**
 * What Teams accepts, each number with where it comes from. Renderers keep to these; nothing else in the code repeats
 * a number. Where Microsoft's pages disagree, the strictest one counts.
 */
const LEARN = 'learn.microsoft.com (Teams platform)';
const CHOSEN = 'chosen here, well below what Teams accepts';

export const limits = {
  /**
   * One card as JSON, in bytes: of UTF-16, in which Microsoft counts, or of UTF-8 where that is more. Newer pages say
   * 100 KB for the whole message and advise 80, older ones 40 and 28.
   */
  cardBytes: { max: 25_000, source: `${LEARN}: Format your bot messages; its older editions` },
  /** Of one set of actions; further ones are secondary, behind the three dots. */
  primaryActions: { max: 6, source: `${LEARN}: Card actions, primary and secondary actions` },
  actionsPerSet: { max: 20, source: CHOSEN },
  refreshUsers: { max: 60, source: `${LEARN}: Up-to-date cards` },
  /** Answers of a typeahead. */
  searchOptions: { max: 15, source: `${LEARN}: Typeahead search in Adaptive Cards` },
  /** Choices in one list; longer ones are cut and say so. */
  choices: { max: 100, source: CHOSEN },
  /** So few stand open as buttons. */
  expandedChoices: { max: 3, source: 'design: more of them push the other fields out of sight' },
  choiceText: { max: 100, source: CHOSEN },
  choiceValue: { max: 200, source: CHOSEN },
  headingText: { max: 200, source: CHOSEN },
  text: { max: 3000, source: CHOSEN },
  buttonText: { max: 60, source: CHOSEN },
  /** What a button carries back, as JSON. */
  buttonInput: { max: 1500, source: 'ui/card: Button.input' },
  confirmText: { max: 600, source: CHOSEN },
  dialogTitle: { max: 64, source: CHOSEN },
  /** As JSON. */
  formToken: { max: 2500, source: 'ui/form: FormToken' },
  inputLabel: { max: 200, source: CHOSEN },
  inputHint: { max: 400, source: CHOSEN },
  inputError: { max: 600, source: CHOSEN },
  placeholder: { max: 150, source: CHOSEN },
  /** Characters that a person can write into one field. */
  inputText: { max: 4000, source: CHOSEN },
  /** The notification line, and what is shown where cards cannot be. */
  summary: { max: 300, source: CHOSEN },
  columns: { max: 3, source: 'design: four are too narrow beside an open thread' },
  paragraphs: { max: 40, source: CHOSEN },
} as const satisfies Record<string, { max: number; source: string }>;
