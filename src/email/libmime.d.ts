/** The parts of libmime that Postroom calls; the package brings no types. */
declare module 'libmime' {
  const libmime: {
    /** Decodes RFC 2047 encoded words. */
    decodeWords(text: string): string;
    /** Splits `text/plain; charset=utf-8`; understands RFC 2231 continuations. */
    parseHeaderValue(value: string): { value: string; params: Record<string, string> };
  };
  export = libmime;
}
declare module 'libmime/lib/charset' {
  const charset: {
    /** An unknown charset is read as UTF-8. */
    decode(bytes: Buffer, charset: string): string;
  };
  export = charset;
}
