/**
 * Turns the three entities of Slack's text format into their characters, once.
 * `&amp;lt;` becomes `&lt;` and stays that: decoding twice would let escaped email text come alive.
 */
export function decodeEntities(text: string): string {
  return text.replace(/&(amp|lt|gt);/g, (_, name: string) =>
    name === 'amp' ? '&' : name === 'lt' ? '<' : '>',
  );
}
