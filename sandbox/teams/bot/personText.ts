/**
 * Words of a person as Teams sends them. In the sandbox a mention stands as `@Name`; on the wire it is
 * `<at>Name</at>`, and everything else is escaped, in the plain text too.
 * @param names of those who are mentioned; each marks its first `@Name` that is not marked yet.
 */
export function textOf(words: string, names: string[]): string {
  return marked(words, names, (name) => `<at>${name}</at>`);
}

/** The same as the HTML attachment that comes along. */
export function htmlOf(words: string, names: string[]): string {
  const html = marked(
    words,
    names,
    (name, index) =>
      `<span itemtype="http://schema.skype.com/Mention" itemscope="" itemid="${index}">${name}</span>`,
  );
  return html
    .split('\n')
    .map((line) => `<p>${line || '&nbsp;'}</p>`)
    .join('');
}

/** The same as Microsoft Graph gives it. */
export function graphHtmlOf(words: string, names: string[]): string {
  return `<p>${marked(words, names, (name, index) => `<at id="${index}">${name}</at>`).replaceAll('\n', '<br>')}</p>`;
}

function marked(words: string, names: string[], mark: (name: string, index: number) => string): string {
  const parts: string[] = [];
  let rest = words;
  for (const [index, name] of names.entries()) {
    const at = rest.indexOf(`@${name}`);
    if (at < 0) continue;
    parts.push(escaped(rest.slice(0, at)), mark(escaped(name), index));
    rest = rest.slice(at + name.length + 1);
  }
  return parts.join('') + escaped(rest);
}

export function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
