/**
 * The rules of an email's `<style>` elements that decide whether text can be seen: `.x { display: none }`. No CSS
 * engine: selectors of one element (tag, classes, id), three properties, and which rule wins. What is more than that
 * is left out, so that in doubt text is shown.
 */
import type { HtmlNode } from './htmlNode';

/** True: hidden. False: expressly shown. Left out: nothing is said. */
export interface Sight {
  display?: boolean;
  visibility?: boolean;
  fontSize?: boolean;
}

export interface StyleRules {
  /** What the rules that fit this element say; an inline style goes before all but `important` ones. */
  sightOf(node: HtmlNode): { [property in keyof Sight]: { hidden: boolean; important: boolean } };
}

interface Rule {
  tag: string | null;
  id: string | null;
  classes: string[];
  property: keyof Sight;
  hidden: boolean;
  important: boolean;
  /** Ids count more than classes, classes more than tags. */
  weight: number;
}

const MAX_CSS = 60_000;
const MAX_RULES = 400;
const MAX_ELEMENTS = 50_000;
const MAX_PART = 2_000;
/** Rules for narrow screens or for print hide what everybody else sees: only these blocks are looked into. */
const ALWAYS = /^@media\s+(only\s+)?(all|screen)\s*$/i;
const ONE_ELEMENT = /^([a-z][a-z0-9]*)?((?:[.#][\w-]+)*)$/i;
/** Whoever hides the whole body hides nothing in particular. */
const EVERYTHING = new Set(['html', 'body']);

const PROPERTIES: { property: keyof Sight; form: RegExp; hidden(value: string): boolean }[] = [
  {
    property: 'display',
    form: /(?:^|;)\s*display\s*:\s*([a-z-]{1,30})\s*(!\s*important)?/gi,
    hidden: (value) => value === 'none',
  },
  {
    property: 'visibility',
    form: /(?:^|;)\s*visibility\s*:\s*([a-z-]{1,30})\s*(!\s*important)?/gi,
    hidden: (value) => value === 'hidden' || value === 'collapse',
  },
  {
    property: 'fontSize',
    form: /(?:^|;)\s*font-size\s*:\s*([\d.]{1,10}(?:px|pt|em|rem|%)?|[a-z-]{1,30})\s*(!\s*important)?/gi,
    hidden: (value) => /^(0*\.?0+|0*1(?=px|pt))(px|pt|em|rem|%)?$/.test(value),
  },
];

/** Reads every `<style>` in the tree. Bounded and linear; never throws. */
export function readStyleRules(roots: HtmlNode[]): StyleRules {
  const rules = rulesIn(withoutComments(cssIn(roots)));
  // Most emails hide nothing, and then no element has to be looked at.
  const useful = rules.some((rule) => rule.hidden) ? rules : [];
  return {
    sightOf(node) {
      const sight: ReturnType<StyleRules['sightOf']> = {};
      if (useful.length === 0) return sight;
      const classes = new Set((node.attribs?.class ?? '').slice(0, MAX_PART).split(/\s+/));
      const won = new Map<keyof Sight, Rule>();
      for (const rule of useful) {
        if (!fits(rule, node, classes)) continue;
        const before = won.get(rule.property);
        if (!before || rank(rule) >= rank(before)) won.set(rule.property, rule);
      }
      for (const [property, { hidden, important }] of won) sight[property] = { hidden, important };
      return sight;
    },
  };
}

function fits(rule: Rule, node: HtmlNode, classes: Set<string>): boolean {
  return (
    (rule.tag === null || rule.tag === node.name) &&
    (rule.id === null || rule.id === node.attribs?.id) &&
    rule.classes.every((name) => classes.has(name))
  );
}

function rank({ important, weight }: Rule): number {
  return (important ? 1_000_000 : 0) + weight;
}

function cssIn(roots: HtmlNode[]): string {
  let css = '';
  const pending = [...roots].reverse();
  for (let steps = 0; pending.length > 0 && steps < MAX_ELEMENTS && css.length < MAX_CSS; steps++) {
    const node = pending.pop() as HtmlNode;
    const inside = node.children ?? [];
    if (node.name === 'style') css += `${inside.map((child) => child.data ?? '').join('')}\n`;
    else for (let at = inside.length - 1; at >= 0; at--) pending.push(inside[at] as HtmlNode);
  }
  return css.slice(0, MAX_CSS);
}

/** A loop, because an expression is quadratic where comments are never closed. */
function withoutComments(css: string): string {
  let clean = '';
  for (let at = 0; ; ) {
    const start = css.indexOf('/*', at);
    if (start < 0) return (clean + css.slice(at)).replaceAll('<!--', '').replaceAll('-->', '');
    clean += css.slice(at, start);
    const end = css.indexOf('*/', start + 2);
    if (end < 0) return clean;
    at = end + 2;
  }
}

function rulesIn(css: string): Rule[] {
  const rules: Rule[] = [];
  for (let at = 0; rules.length < MAX_RULES; ) {
    const open = css.indexOf('{', at);
    if (open < 0) break;
    // What ended before (an import, a block that was looked into) is no part of the selector.
    const before = css.slice(at, open);
    const selectors = before.slice(Math.max(before.lastIndexOf('}'), before.lastIndexOf(';')) + 1).trim();
    if (selectors.startsWith('@')) {
      at = ALWAYS.test(selectors.slice(0, 100)) ? open + 1 : endOfBlock(css, open);
      continue;
    }
    const close = css.indexOf('}', open);
    const end = close < 0 ? css.length : close;
    if (selectors.length <= MAX_PART) rules.push(...rulesOf(selectors, css.slice(open + 1, end)));
    at = end + 1;
  }
  return rules.slice(0, MAX_RULES);
}

/** Behind the brace that closes this one. */
function endOfBlock(css: string, open: number): number {
  let depth = 0;
  for (let at = open; at < css.length; at++) {
    if (css[at] === '{') depth++;
    if (css[at] === '}' && --depth === 0) return at + 1;
  }
  return css.length;
}

function rulesOf(selectors: string, declarations: string): Rule[] {
  const said = PROPERTIES.flatMap(({ property, form, hidden }) => {
    const last = [...declarations.slice(0, MAX_PART).matchAll(form)].at(-1);
    if (!last) return [];
    return { property, hidden: hidden(String(last[1]).toLowerCase()), important: last[2] !== undefined };
  });
  if (said.length === 0) return [];
  return selectors.split(',').flatMap((selector) => {
    const [, tag, names] = ONE_ELEMENT.exec(selector.trim()) ?? [];
    if ((!tag && !names) || (tag && !names && EVERYTHING.has(tag.toLowerCase()))) return [];
    const marks = (names ?? '').match(/[.#][\w-]+/g) ?? [];
    const ids = marks.filter((mark) => mark.startsWith('#')).map((mark) => mark.slice(1));
    if (ids.length > 1) return [];
    const classes = marks.filter((mark) => mark.startsWith('.')).map((mark) => mark.slice(1));
    const weight = ids.length * 10_000 + classes.length * 100 + (tag ? 1 : 0);
    return said.map((one) => ({
      tag: tag?.toLowerCase() ?? null,
      id: ids[0] ?? null,
      classes,
      weight,
      ...one,
    }));
  });
}
