import type { Piece } from '../ui/card';
import type { Field, Form } from '../ui/form';
import { wordsOf } from '../ui/text';

const MOST = 640;

/**
 * Pixels. Large enough for what is in it; Teams makes it smaller on small screens and lets people scroll. Pickers
 * open downwards, inside the dialog: they need the room below.
 */
export function dialogSize(form: Form): { height: number; width: number } {
  const isPage = form.fields.length === 0;
  const long = form.intro.length > 4 || form.intro.some((piece) => piece.kind === 'body');
  const width = isPage && long ? 720 : 520;
  const intro = form.intro.reduce((height, piece) => height + heightOfPiece(piece, width), 0);
  if (isPage) return { height: within(180, 60 + intro), width };
  const fields = form.fields.reduce((height, field) => height + heightOfField(field), 0);
  const picks = form.fields.some((field) => ['search', 'person', 'choice'].includes(field.kind));
  return { height: within(240, 90 + fields + intro + (picks ? 120 : 0)), width };
}

function within(least: number, height: number): number {
  return Math.min(MOST, Math.max(least, height));
}

function heightOfField(field: Field): number {
  const hint = field.hint ? 24 : 0;
  if (field.kind === 'lines') return 140 + hint;
  return field.kind === 'check' ? 40 + Math.min(8, field.options.length) * 28 + hint : 72 + hint;
}

/** About as high as clients draw it: letters 7 pixels wide, lines 20 high. */
function heightOfPiece(piece: Piece, width: number): number {
  const lines = (words: string) => Math.max(1, Math.ceil((words.length * 7) / (width - 80)));
  switch (piece.kind) {
    case 'body':
      return 40 + piece.text.split('\n').reduce((sum, line) => sum + lines(line) * 20, 0);
    case 'heading':
    case 'text':
      return 10 + lines(wordsOf(piece.text)) * 20;
    case 'context':
      return 8 + lines(piece.items.map(wordsOf).join('  ·  ')) * 18;
    case 'row':
      return 24 + (lines(wordsOf(piece.text)) + (piece.detail ? 1 : 0)) * 20;
    case 'fields':
      return 48 * Math.ceil(piece.fields.length / 2);
    case 'buttons':
      return 8 + 40 * Math.ceil(piece.buttons.length / 5);
    case 'picker':
      return 72;
    case 'divider':
      return 8;
  }
}
