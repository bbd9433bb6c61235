import type { BlockJson } from '../../../protocol';
import { safeLink } from '../../text/safeLink';
import type { RichElement } from '../RichText';

interface Style {
  bold?: true;
  italic?: true;
  strike?: true;
  code?: true;
}

const MARKS: Record<string, keyof Style> = {
  B: 'bold',
  STRONG: 'bold',
  I: 'italic',
  EM: 'italic',
  S: 'strike',
  STRIKE: 'strike',
  CODE: 'code',
};

/** What stands in the editor as a rich_text block; null when it is empty. */
export function readEditor(editor: HTMLElement): BlockJson | null {
  const elements: RichElement[] = [];
  let run: RichElement[] = [];
  const flush = () => {
    if (run.length > 0) elements.push({ type: 'rich_text_section', elements: merge(run) });
    run = [];
  };
  for (const node of editor.childNodes) {
    if (node.nodeName === 'UL' || node.nodeName === 'OL') {
      flush();
      elements.push(readList(node as HTMLElement));
    } else if (node.nodeName === 'DIV' || node.nodeName === 'P') {
      if (run.length > 0) run.push({ type: 'text', text: '\n' });
      const list = (node as HTMLElement).querySelector('ul, ol');
      if (list) {
        flush();
        elements.push(readList(list as HTMLElement));
      } else run.push(...readRun(node, {}));
    } else run.push(...readRun(node, {}));
  }
  flush();
  const text = elements.flatMap(texts).join('').trim();
  return text === '' ? null : { type: 'rich_text', elements };
}

function texts(element: RichElement): string[] {
  return element.elements ? element.elements.flatMap(texts) : [element.text ?? element.url ?? ''];
}

function readList(list: HTMLElement): RichElement {
  const items = [...list.querySelectorAll('li')].map((item) => ({
    type: 'rich_text_section',
    elements: merge(readRun(item, {})),
  }));
  return { type: 'rich_text_list', style: list.nodeName === 'OL' ? 'ordered' : 'bullet', elements: items };
}

function readRun(node: Node, style: Style): RichElement[] {
  if (node.nodeType === Node.TEXT_NODE) {
    const text = (node.textContent ?? '').replace(/\u00a0/g, ' ');
    return text === '' ? [] : [{ type: 'text', text, ...(Object.keys(style).length > 0 ? { style } : {}) }];
  }
  if (node.nodeName === 'BR') return [{ type: 'text', text: '\n' }];
  if (node.nodeName === 'A') {
    const url = safeLink((node as HTMLAnchorElement).getAttribute('href') ?? '');
    if (url) return [{ type: 'link', url, text: node.textContent ?? url }];
  }
  const mark = MARKS[node.nodeName];
  const inner = mark ? { ...style, [mark]: true as const } : style;
  return [...node.childNodes].flatMap((child) => readRun(child, inner));
}

/** Joins neighbours of the same style and drops a line break that ends the run (browsers add one). */
function merge(run: RichElement[]): RichElement[] {
  const out: RichElement[] = [];
  for (const one of run) {
    const last = out.at(-1);
    const alike =
      last?.type === 'text' &&
      one.type === 'text' &&
      JSON.stringify(last.style) === JSON.stringify(one.style);
    if (alike) out[out.length - 1] = { ...last, text: `${last.text ?? ''}${one.text ?? ''}` };
    else out.push(one);
  }
  const last = out.at(-1);
  if (last?.type === 'text' && last.text?.endsWith('\n')) {
    const text = last.text.slice(0, -1);
    out.splice(-1, 1, ...(text === '' ? [] : [{ ...last, text }]));
  }
  return out;
}

/** Puts a rich_text block into the editor, node by node: no markup is parsed. */
export function fillEditor(editor: HTMLElement, block: { elements?: RichElement[] }): void {
  editor.replaceChildren(
    ...(block.elements ?? []).map((part) => {
      if (part.type !== 'rich_text_list') return wrap('div', (part.elements ?? []).map(leaf));
      const items = (part.elements ?? []).map((item) => wrap('li', (item.elements ?? []).map(leaf)));
      return wrap(part.style === 'ordered' ? 'ol' : 'ul', items);
    }),
  );
}

function leaf(element: RichElement): Node {
  const style = typeof element.style === 'object' ? element.style : {};
  let node: Node = lines(element.text ?? element.url ?? '');
  const url = element.type === 'link' ? safeLink(element.url ?? '') : undefined;
  if (url) {
    const link = wrap('a', [node]);
    link.setAttribute('href', url);
    node = link;
  }
  if (style.code) node = wrap('code', [node]);
  if (style.bold) node = wrap('b', [node]);
  if (style.italic) node = wrap('i', [node]);
  if (style.strike) node = wrap('s', [node]);
  return node;
}

function lines(text: string): DocumentFragment {
  const fragment = document.createDocumentFragment();
  text.split('\n').forEach((line, index) => {
    if (index > 0) fragment.append(document.createElement('br'));
    fragment.append(line);
  });
  return fragment;
}

function wrap(name: string, children: Node[]): HTMLElement {
  const element = document.createElement(name);
  element.append(...children);
  return element;
}
