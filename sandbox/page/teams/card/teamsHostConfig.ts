import { HostConfig } from 'adaptivecards';

/** Colours are variables of the page (teamsTokens.css), so that light and dark need one config. */
const colour = (name: string) => ({
  default: `var(--ac-${name})`,
  subtle: `var(--ac-${name}-subtle, var(--ac-${name}))`,
});

const foregroundColors = {
  default: colour('text'),
  dark: colour('text'),
  light: colour('light'),
  accent: colour('accent'),
  good: colour('good'),
  warning: colour('warning'),
  attention: colour('attention'),
};

const style = (name: string) => ({
  backgroundColor: name === 'default' ? 'transparent' : `var(--ac-${name}-ground)`,
  foregroundColors,
});

/** Distances, fonts and colours of an Adaptive Card as Teams draws it. */
export const teamsHostConfig = new HostConfig({
  supportsInteractivity: true,
  fontTypes: {
    default: {
      fontFamily: 'var(--font)',
      fontSizes: { small: 12, default: 14, medium: 16, large: 18, extraLarge: 24 },
      fontWeights: { lighter: 300, default: 400, bolder: 600 },
    },
    monospace: {
      fontFamily: 'var(--font-mono)',
      fontSizes: { small: 12, default: 14, medium: 16, large: 18, extraLarge: 24 },
      fontWeights: { lighter: 300, default: 400, bolder: 600 },
    },
  },
  lineHeights: { small: 16, default: 20, medium: 22, large: 24, extraLarge: 32 },
  spacing: { small: 4, default: 8, medium: 12, large: 16, extraLarge: 20, padding: 16 },
  separator: { lineThickness: 1, lineColor: 'var(--ac-line)' },
  imageSizes: { small: 32, medium: 52, large: 100 },
  containerStyles: {
    default: style('default'),
    emphasis: style('emphasis'),
    accent: style('accent'),
    good: style('good'),
    attention: style('attention'),
    warning: style('warning'),
  },
  inputs: {
    label: {
      inputSpacing: 'small',
      requiredInputs: { weight: 'default', suffix: ' *', suffixColor: 'attention' },
      optionalInputs: { weight: 'default' },
    },
    errorMessage: { color: 'attention', size: 'small', weight: 'default' },
  },
  actions: {
    maxActions: 6,
    spacing: 'large',
    // The distance is a gap in the style sheet, so that a second row of buttons has it too.
    buttonSpacing: 0,
    showCard: { actionMode: 'inline', inlineTopMargin: 16, style: 'emphasis' },
    actionsOrientation: 'horizontal',
    actionAlignment: 'left',
    iconSize: 16,
  },
  adaptiveCard: { allowCustomStyle: true },
  factSet: {
    title: { weight: 'bolder', wrap: true, maxWidth: 150 },
    value: { wrap: true },
    spacing: 16,
  },
  textStyles: { heading: { weight: 'bolder', size: 'large' }, columnHeader: { weight: 'bolder' } },
  textBlock: { headingLevel: 3 },
});
