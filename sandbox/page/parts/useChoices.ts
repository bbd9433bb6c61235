import { useEffect, useState } from 'react';

export interface Choice {
  value: string;
  text: string;
  description?: string;
  group?: string;
}

interface Found {
  choices: Choice[];
  /** Instead of choices: "Searching…", "No matches". */
  note?: string;
}

const PAUSE_MS = 150;

/** Without accents and case: `evelyne` finds Évelyne. */
function fold(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}

/** The choices for a query: filtered here, or asked from the app after a short pause in typing. */
export function useChoices(
  source: Choice[] | ((query: string) => Promise<Choice[]>),
  open: boolean,
  query: string,
  minQuery: number,
): Found {
  const [asked, setAsked] = useState<Found>({ choices: [], note: 'Searching…' });
  const ask = typeof source === 'function' ? source : undefined;

  // biome-ignore lint/correctness/useExhaustiveDependencies: `ask` is new on each render and means the same
  useEffect(() => {
    if (!ask || !open) return;
    if (query.length < minQuery) {
      setAsked({ choices: [], note: `Type at least ${minQuery} ${minQuery === 1 ? 'letter' : 'letters'}` });
      return;
    }
    let current = true;
    setAsked((before) => (before.choices.length > 0 ? before : { choices: [], note: 'Searching…' }));
    const timer = setTimeout(
      () => {
        ask(query).then(
          (choices) =>
            current && setAsked({ choices, note: choices.length === 0 ? 'No matches' : undefined }),
          (error: Error) => current && setAsked({ choices: [], note: error.message }),
        );
      },
      query === '' ? 0 : PAUSE_MS,
    );
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [open, query, minQuery, ask === undefined]);

  if (typeof source === 'function') return asked;
  const wanted = fold(query.trim());
  const choices = wanted === '' ? source : source.filter((one) => fold(one.text).includes(wanted));
  return { choices, note: choices.length === 0 ? 'No matches' : undefined };
}
