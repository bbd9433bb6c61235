import type { Card, Piece } from './card';
import type { Span, Text } from './text';

type LinkTo = (channel: string, ts: string) => Promise<string | null>;

/** The same card with ways to messages as links that people can follow; plain words where there is no link to be had. */
export async function withLinks(card: Card, linkTo: LinkTo): Promise<Card> {
  return { ...card, pieces: await Promise.all(card.pieces.map((piece) => linked(piece, linkTo))) };
}

async function linked(piece: Piece, linkTo: LinkTo): Promise<Piece> {
  if (piece.kind === 'text' && piece.text.some((span) => span.kind === 'message')) {
    return { ...piece, text: await linkedText(piece.text, linkTo) };
  }
  if (piece.kind === 'context') {
    return { ...piece, items: await Promise.all(piece.items.map((item) => linkedText(item, linkTo))) };
  }
  return piece;
}

function linkedText(text: Text, linkTo: LinkTo): Promise<Text> {
  return Promise.all(
    text.map(async (span): Promise<Span> => {
      if (span.kind !== 'message') return span;
      const url = await linkTo(span.channel, span.ts);
      return url === null ? { kind: 'text', text: span.text } : { kind: 'link', text: span.text, url };
    }),
  );
}
