import type { types } from '@slack/bolt';
import type { Card, Piece } from '../ui/card';
import { inGroups, printable } from '../ui/cut';
import { fitInto, type Room } from '../ui/fit';
import { isBlank, plain, type Text, wordsOf } from '../ui/text';
import { typedPieces } from '../ui/typed';
import { escaped, withoutEmojiNames } from './escape';
import { type Draft, slackFitting, weigh } from './fitBlocks';
import { limits } from './limits';
import { renderBody } from './renderBody';
import {
  actionBlocks,
  type Numbering,
  numbering,
  renderButton,
  renderButtons,
  renderMenu,
  renderPicker,
} from './renderButtons';
import { isDecorated, plainObject, richElements, textObject } from './renderText';

export interface RenderedMessage {
  text: string;
  blocks: types.KnownBlock[];
}

const MESSAGE_ROOM: Room = {
  blocks: limits.blocksPerMessage.max,
  characters: limits.allBlockText.max,
  bytes: limits.viewBytes.max,
};

/** How commands begin in Slack. */
export const COMMAND_PREFIX = '/inbox ';

/** A card as a message: the notification line and its blocks, never over a limit. */
export function renderCard(card: Card): RenderedMessage {
  return {
    text: summaryLine(card.summary),
    blocks: renderPieces(card.pieces, MESSAGE_ROOM, numbering()),
  };
}

export function summaryLine(words: string): string {
  return escaped(withoutEmojiNames(words), limits.messageText.max) || '–';
}

/** How long one text may be: as Slack allows, and shorter when there are so many that they would push others out. */
interface Lengths {
  text: number;
  field: number;
  context: number;
  row: number;
}

const LENGTHS: readonly Lengths[] = [
  {
    text: limits.sectionText.max,
    field: limits.fieldText.max,
    context: limits.contextText.max,
    row: limits.sectionText.max,
  },
  { text: 1500, field: 300, context: 300, row: 300 },
  { text: 400, field: 100, context: 100, row: 150 },
];

/** Pieces as blocks: text is shortened first, then what comes last is left out, and says so. */
export function renderPieces(neutral: Piece[], room: Room, ids: Numbering): types.KnownBlock[] {
  const pieces = typedPieces(neutral, COMMAND_PREFIX);
  let drafts: Draft[] = [];
  for (const lengths of LENGTHS) {
    drafts = pieces.flatMap((piece) => draftsOf(piece, lengths, ids));
    const weight = weigh(drafts.flatMap((draft) => ('block' in draft ? [draft.block] : [])));
    if (weight.characters <= room.characters && weight.bytes <= room.bytes) break;
  }
  return fitInto(drafts, room, slackFitting);
}

function draftsOf(piece: Piece, lengths: Lengths, ids: Numbering): Draft[] {
  switch (piece.kind) {
    case 'heading':
      return isBlank(piece.text)
        ? []
        : [
            {
              keep: true,
              block: { type: 'header', text: plainObject(wordsOf(piece.text), limits.headerText.max) },
            },
          ];
    case 'text':
      return isBlank(piece.text) ? [] : [{ keep: false, block: textBlock(piece.text, lengths.text) }];
    case 'body':
      return printable(piece.text).trim() === ''
        ? []
        : [{ flexible: (room) => renderBody(piece.text, bodyRoom(room), room.blocks) }];
    case 'fields':
      return inGroups(piece.fields, limits.fieldsPerSection.max).map((some) => ({
        keep: false,
        block: { type: 'section', fields: some.map((field) => fieldObject(field, lengths.field)) },
      }));
    case 'context':
      return inGroups(
        piece.items.filter((item) => !isBlank(item)),
        limits.contextElements.max,
      ).map((some) => ({
        keep: false,
        block: { type: 'context', elements: some.map((item) => textObject(item, lengths.context)) },
      }));
    case 'buttons':
      return renderButtons(piece.buttons, ids).map((block) => ({ keep: true, block }));
    case 'row':
      return rowBlocks(piece, lengths.row, ids).map((block) => ({ keep: false, block }));
    case 'picker': {
      const accessory = renderPicker(piece, ids);
      const text = plainObject(piece.label, lengths.text);
      return [{ keep: true, block: { type: 'section', text, ...(accessory && { accessory }) } }];
    }
    case 'divider':
      return [{ keep: false, block: { type: 'divider' } }];
  }
}

/** Every character may be four bytes long as JSON; each block brings some of its own. */
function bodyRoom(room: Room): number {
  return Math.min(room.characters, Math.floor((room.bytes - room.blocks * 200) / 4));
}

/** Rich text where there is something bold or a time in it, because there letters stay letters. */
function textBlock(text: Text, max: number): types.KnownBlock {
  if (!isDecorated(text)) return { type: 'section', text: plainObject(wordsOf(text), max) };
  return { type: 'rich_text', elements: [{ type: 'rich_text_section', elements: richElements(text, max) }] };
}

function fieldObject(field: { label: string; value: Text }, max: number) {
  const value = isBlank(field.value) ? plain('–') : field.value;
  return textObject([{ kind: 'strong', text: field.label }, ...plain('\n'), ...value], max);
}

function rowBlocks(
  row: Extract<Piece, { kind: 'row' }>,
  max: number,
  ids: Numbering,
): (types.SectionBlock | types.ActionsBlock)[] {
  const words = row.detail && !isBlank(row.detail) ? [...row.text, ...plain('\n'), ...row.detail] : row.text;
  const section: types.SectionBlock = { type: 'section', text: textObject(words, max) };
  const elements = [
    ...(row.button ? [renderButton(row.button, ids)] : []),
    ...(row.menu?.length ? renderMenu(row.menu, ids) : []),
  ];
  if (elements.length === 1) return [{ ...section, accessory: elements[0]! }];
  return [section, ...actionBlocks(elements)];
}
