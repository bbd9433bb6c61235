/** For `addHelpText('after', …)`. */
export function example(...lines: string[]): string {
  return ['', lines.length > 1 ? 'Examples:' : 'Example:', ...lines.map((line) => `  ${line}`)].join('\n');
}

/** For an option that may be given several times, or with several values at once. */
export function several(value: string, before: string[] | undefined): string[] {
  return [...(before ?? []), value];
}
