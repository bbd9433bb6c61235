import type { Terminal } from '../../src/cli/terminal';

export interface FakeTerminal extends Terminal {
  /** Standard output, line by line. */
  printed: string[];
  /** Standard error. */
  noted: string[];
  asked: string[];
  secrets: string[];
}

/** A terminal in memory. @param answers what the person types, in order; without any, nobody sits there. */
export function fakeTerminal(env: NodeJS.ProcessEnv = {}, answers: string[] = []): FakeTerminal {
  const printed: string[] = [];
  const noted: string[] = [];
  const asked: string[] = [];
  const secrets: string[] = [];
  const waiting = [...answers];
  const answer = async (question: string): Promise<string> => {
    asked.push(question);
    const next = waiting.shift();
    if (next === undefined) throw new Error(`Nobody answers: ${question}`);
    return next;
  };
  return {
    env,
    printed,
    noted,
    asked,
    secrets,
    print: (line) => void printed.push(line),
    write: async (text) => void printed.push(text),
    note: (line) => void noted.push(line),
    redraw: null,
    interactive: answers.length > 0,
    ask: answer,
    askSecret: answer,
    keepSecret: (value) => void secrets.push(value),
  };
}
