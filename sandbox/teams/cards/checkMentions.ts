type Json = Record<string, unknown>;

/**
 * Mentions stand in `msteams.entities` of a card, or in `entities` of an activity; each needs its `<at>…</at>` in the
 * text, and a person whom the conversation knows.
 */
export function checkMentions(card: Json, texts: string[], known: (id: string) => boolean): string[] {
  const { entities } = (card.msteams ?? {}) as { entities?: unknown };
  if (entities === undefined) return [];
  if (!Array.isArray(entities)) return ['$.msteams.entities: must be an array'];
  return entityProblems(entities, texts, known, '$.msteams.entities');
}

export function entityProblems(
  entities: unknown[],
  texts: string[],
  known: (id: string) => boolean,
  path: string,
): string[] {
  return entities.flatMap((one, index) => {
    const at = `${path}[${index}]`;
    const { type, text, mentioned } = one as { type?: string; text?: string; mentioned?: { id?: string } };
    if (type !== 'mention') return [];
    if (!/^<at>[^<]+<\/at>$/.test(text ?? '')) return [`${at}.text: must be "<at>Name</at>"`];
    if (!texts.some((words) => words.includes(text ?? '')))
      return [`${at}.text: ${text} does not stand in the text`];
    if (!known(mentioned?.id ?? '')) return [`${at}.mentioned.id: there is no "${mentioned?.id}" here`];
    return [];
  });
}

/** Ids of everybody whom a card or an activity mentions. */
export function mentionedIn(entities: unknown): string[] {
  if (!Array.isArray(entities)) return [];
  return entities.flatMap((one: { type?: string; mentioned?: { id?: string } }) =>
    one.type === 'mention' && one.mentioned?.id ? [one.mentioned.id] : [],
  );
}
