import type { Piece } from '../ui/card';
import { inGroups, printable } from '../ui/cut';
import { type Draft, type Fitting, fitInto, type Room } from '../ui/fit';
import { isBlank, plain, type Text } from '../ui/text';
import { typedPieces } from '../ui/typed';
import { type Element, jsonBytes } from './cardJson';
import { limits } from './limits';
import { renderBody } from './renderBody';
import { renderButtons, renderPicker, renderRowActions, type Surface } from './renderButtons';
import { headingElement, type Look, richText } from './renderText';

/** How commands begin in Teams; in the personal chat they may, and need not. */
export const COMMAND_PREFIX = '@Postroom ';

const SMALL: Look = { isSubtle: true, size: 'Small' };
const EMPTY: Element = { type: 'Container', items: [] };

/** How much of each kind of piece is shown: less when there are so many that they would push others out. */
interface Detail {
  text: number;
  field: number;
  context: number;
  row: number;
  /** Entries of a row's menu, from its end: the last one leads to all the others. */
  menu: number;
  options: number;
}

const most = limits.text.max;
const DETAILS: readonly Detail[] = [
  { text: most, field: most, context: most, row: most, menu: 10, options: limits.choices.max },
  { text: 1200, field: 300, context: 300, row: 300, menu: 1, options: 50 },
  { text: 300, field: 100, context: 100, row: 120, menu: 0, options: 15 },
];

export const teamsFitting: Fitting<Element> = {
  weigh: (elements) => ({ blocks: 0, characters: 0, bytes: elements.length > 0 ? jsonBytes(elements) : 0 }),
  note: (missing) => ({
    type: 'TextBlock',
    text: `… (+${missing})`,
    isSubtle: true,
    size: 'Small',
  }),
  noteRoom: { blocks: 0, characters: 0, bytes: 200 },
  least: { blocks: 0, characters: 0, bytes: 900 },
  entries(element) {
    if (Array.isArray(element.actions)) return element.actions.length;
    if (element.type === 'ColumnSet' && element.separator === undefined) return columnsOf(element);
    return 1;
  },
};

function columnsOf({ columns }: Element): number {
  return Array.isArray(columns) ? columns.length : 1;
}

/**
 * Pieces as elements of a card: text is shortened first, then menus and long lists, then what comes last is left out,
 * and says so.
 * @param bytes as `jsonBytes` counts them.
 */
export function renderPieces(neutral: Piece[], bytes: number, on: Surface): Element[] {
  const pieces = typedPieces(neutral, COMMAND_PREFIX);
  const room: Room = { blocks: 0, characters: 0, bytes };
  let drafts: Draft<Element>[] = [];
  for (const detail of DETAILS) {
    drafts = separated(pieces.map((piece) => ({ piece, drafts: draftsOf(piece, detail, on) })));
    if (jsonBytes(drafts.flatMap((draft) => ('block' in draft ? [draft.block] : []))) <= room.bytes) break;
  }
  return fitInto(drafts, room, teamsFitting);
}

/** Cards have no rules of their own: a line stands above the element that follows, and between the rows of a list. */
function separated(drawn: { piece: Piece; drafts: Draft<Element>[] }[]): Draft<Element>[] {
  let line = false;
  let before: Piece | null = null;
  return drawn.flatMap(({ piece, drafts }) => {
    if (piece.kind === 'divider') {
      line = true;
      return [];
    }
    const wanted = line || (piece.kind === 'row' && before?.kind === 'row');
    if (drafts.length === 0) return [];
    before = piece;
    line = false;
    return wanted ? [withLine(drafts[0]!), ...drafts.slice(1)] : drafts;
  });
}

function withLine(draft: Draft<Element>): Draft<Element> {
  const above = { separator: true, spacing: 'Medium' } as const;
  if ('block' in draft) return { ...draft, block: { ...draft.block, ...above } };
  return {
    flexible: (room) => {
      const [first, ...rest] = draft.flexible({ ...room, bytes: room.bytes - jsonBytes(above) });
      return first ? [{ ...first, ...above }, ...rest] : [];
    },
  };
}

function draftsOf(piece: Piece, detail: Detail, on: Surface): Draft<Element>[] {
  switch (piece.kind) {
    case 'heading':
      return drafts([headingElement(piece.text)], true);
    case 'text':
      return drafts([isBlank(piece.text) ? null : richText(piece.text, detail.text)]);
    case 'body':
      return printable(piece.text).trim() === ''
        ? []
        : [{ flexible: (room) => renderBody(piece.text, room) }];
    case 'fields':
      return drafts(inGroups(piece.fields, limits.columns.max).map((some) => fieldSet(some, detail.field)));
    case 'context':
      return drafts([contextLine(piece.items, detail.context)]);
    case 'buttons':
      return drafts(renderButtons(piece.buttons, on), true);
    case 'row':
      return drafts([rowElement(shortened(piece, detail), detail.row, on)]);
    case 'picker':
      return drafts([renderPicker(piece, on, detail.options)], true);
    case 'divider':
      return [];
  }
}

function drafts(elements: (Element | null)[], keep = false): Draft<Element>[] {
  return elements.flatMap((block) => (block ? [{ block, keep }] : []));
}

/** Label above value, side by side. */
function fieldSet(fields: { label: string; value: Text }[], max: number): Element {
  return {
    type: 'ColumnSet',
    columns: fields.map(({ label, value }) => ({
      type: 'Column',
      width: 'stretch',
      items: [
        richText(plain(label), Math.min(max, limits.inputLabel.max), SMALL),
        { ...(richText(isBlank(value) ? plain('–') : value, max) ?? EMPTY), spacing: 'None' },
      ].filter((item) => item !== null),
    })),
  };
}

/** All of it on one small line. */
function contextLine(items: Text[], max: number): Element | null {
  const shown = items.filter((item) => !isBlank(item));
  const line = shown.flatMap((item, n) => (n === 0 ? item : [...plain('  ·  '), ...item]));
  const element = richText(line, max * Math.max(1, Math.min(10, shown.length)), SMALL);
  return element && { ...element, spacing: 'Small' };
}

/** The last entry of a menu leads to all the others, so it is the last to go. */
function shortened(row: Extract<Piece, { kind: 'row' }>, { menu }: Detail): Extract<Piece, { kind: 'row' }> {
  return { ...row, menu: menu === 0 ? [] : row.menu?.slice(-menu) };
}

function rowElement(row: Extract<Piece, { kind: 'row' }>, max: number, on: Surface): Element {
  const detail = row.detail && !isBlank(row.detail) ? richText(row.detail, max, SMALL) : null;
  const words = [richText(row.text, max), detail && { ...detail, spacing: 'None' }];
  const actions = renderRowActions(row, on);
  return {
    type: 'ColumnSet',
    columns: [
      { type: 'Column', width: 'stretch', items: words.filter((one) => one !== null) },
      ...(actions.length > 0
        ? [
            {
              type: 'Column',
              width: 'auto',
              verticalContentAlignment: 'Center',
              items: [{ type: 'ActionSet', actions }],
            },
          ]
        : []),
    ],
  };
}
