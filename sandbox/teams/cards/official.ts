/**
 * Microsoft's own parser, as published for browsers: its properties per element are the schema that the sandbox
 * checks against, and its complaints are passed on.
 */

interface Property {
  name: string;
  targetVersion: { compareTo(other: unknown): number };
}

interface CardObject {
  getSchema(): { getCount(): number; getItemAt(index: number): Property };
}

interface Registry {
  getItemCount(): number;
  getItemAt(index: number): { typeName: string; objectType: new () => CardObject };
}

interface ParsedCard extends CardObject {
  parse(json: unknown, context: Context): void;
  validateProperties(): { validationEvents: ParserEvent[] };
}

interface Context {
  eventCount: number;
  getEventAt(index: number): ParserEvent;
}

interface ParserEvent {
  event: number;
  message: string;
}

interface Official {
  Versions: { v1_5: unknown };
  GlobalRegistry: { elements: Registry; actions: Registry };
  SerializationContext: new (version: unknown) => Context;
  AdaptiveCard: new () => ParsedCard;
  Column: new () => CardObject;
  TableRow: new () => CardObject;
  TableCell: new () => CardObject;
}

// The package's main file is written for bundlers; this one runs in Node as it is.
const official = require('adaptivecards/dist/adaptivecards.js') as Official;

function propertiesOf(type: new () => CardObject): string[] {
  const schema = new type().getSchema();
  return Array.from({ length: schema.getCount() }, (_, index) => schema.getItemAt(index))
    .filter(({ targetVersion }) => targetVersion.compareTo(official.Versions.v1_5) <= 0)
    .map(({ name }) => name);
}

function entriesOf(registry: Registry): [string, string[]][] {
  return Array.from({ length: registry.getItemCount() }, (_, index) => registry.getItemAt(index)).map(
    ({ typeName, objectType }) => [typeName, propertiesOf(objectType)],
  );
}

/** Properties of each element and action of version 1.5, without those that hold further elements. */
export const PROPERTIES: Record<string, string[]> = {
  ...Object.fromEntries(entriesOf(official.GlobalRegistry.elements)),
  ...Object.fromEntries(entriesOf(official.GlobalRegistry.actions)),
  AdaptiveCard: propertiesOf(official.AdaptiveCard),
  Column: propertiesOf(official.Column),
  TableRow: propertiesOf(official.TableRow),
  TableCell: propertiesOf(official.TableCell),
};
// Counted to 1.6 there; Teams has it with cards of 1.5.
PROPERTIES['Input.ChoiceSet']?.push('choices.data');
// In the parser's registry for its own page, but newer than 1.5.
delete PROPERTIES.Carousel;

/**
 * Typeahead is in Teams with cards of 1.5, while the parser counts it to 1.6; the choices then come later. How many
 * actions fit is the host's to say, and the parser knows none: `checkCard` counts them as Teams does.
 */
const FINE = [
  /"choices\.data" is supported in version 1\.6/,
  /must have at least one choice/,
  /Maximum number of actions exceeded/,
];

/** What Microsoft's parser has against a card. */
export function officialProblems(card: unknown): string[] {
  const context = new official.SerializationContext(official.Versions.v1_5);
  const parsed = new official.AdaptiveCard();
  parsed.parse(card, context);
  const events = Array.from({ length: context.eventCount }, (_, index) => context.getEventAt(index));
  return [...events, ...parsed.validateProperties().validationEvents]
    .map(({ message }) => message)
    .filter((message) => !FINE.some((fine) => fine.test(message)));
}
