import type { Piece } from './card';
import type { Text } from './text';

/** Commands as people type them on this platform: `/inbox list`, `@Postroom list`. */
export function typed(text: Text, prefix: string): Text {
  return text.map((span) =>
    span.kind === 'command' ? { kind: span.strong ? 'strong' : 'text', text: `${prefix}${span.text}` } : span,
  );
}

/** The same wherever pieces hold sentences. */
export function typedPieces(pieces: Piece[], prefix: string): Piece[] {
  return pieces.map((piece): Piece => {
    switch (piece.kind) {
      case 'heading':
      case 'text':
        return { ...piece, text: typed(piece.text, prefix) };
      case 'fields': {
        const fields = piece.fields.map((field) => ({ ...field, value: typed(field.value, prefix) }));
        return { ...piece, fields };
      }
      case 'context':
        return { ...piece, items: piece.items.map((item) => typed(item, prefix)) };
      case 'row':
        return {
          ...piece,
          text: typed(piece.text, prefix),
          ...(piece.detail && { detail: typed(piece.detail, prefix) }),
        };
      default:
        return piece;
    }
  });
}
