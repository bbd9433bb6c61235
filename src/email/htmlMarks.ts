/**
 * A walk over an email's HTML tree before it becomes text: what people cannot see is cut out, and what mail programs
 * mark as quoted history or signature is wrapped, so that the text keeps the mark.
 */
import type { HtmlNode } from './htmlNode';
import { readStyleRules, type Sight, type StyleRules } from './styleRules';

/** The element names that `htmlToText` gives a meaning to; no HTML has them. */
export const QUOTE = 'postroom-quote';
export const SIGNATURE = 'postroom-signature';
/** Begins each text line of a marked signature; a private-use character that is taken out of every email. */
export const SIGNATURE_MARK = '\u{f5167}';

const NEVER_TEXT = new Set(
  (
    'style script title head noscript template object embed iframe frame frameset svg math canvas audio video map ' +
    'select option textarea button input datalist meta link base'
  ).split(' '),
);

const QUOTE_CLASS =
  /(^|\s)(gmail_quote|gmail_quote_container|gmail_attr|moz-cite-prefix|yahoo_quoted|yahoo-quoted|protonmail_quote|tutanota_quote|zmail_extra|zimbra_quote|moz-email-headers-table|OutlookMessageHeader|front-blockquote|x_gmail_quote|gmx_quote|mail_quote|airmail_quote|airmail_on|wm-quote|history_container)(\s|$)/i;
const QUOTE_ID =
  /^(x_)*(yahoo_quoted|OLK_SRC_BODY_SECTION|mail-editor-reference-message|reply-intro|origbody|replySplit)/i;
/** Where everything that follows is history. */
const REST_IS_QUOTE_ID = /^(x_)*(divRplyFwdMsg|appendonsend|stopSpelling|zwchr|isForwardContent)$/i;
const SIGNATURE_CLASS =
  /(^|\s)(gmail_signature|moz-signature|protonmail_signature_block|email-signature|signature)(\s|$)/i;
const SIGNATURE_ID =
  /^(x_)*(Signature|ms-outlook-mobile-signature|AppleMailSignature|lineBreakAtBeginningOfSignature)$/i;
const PREHEADER = /(^|[\s_-])pre-?header/i;
const FORWARDED =
  /-{3,}\s*(forwarded|transf|message transf|weitergeleitete)|begin forwarded message|début du message (réexpédié|transféré)|anfang der weitergeleiteten/i;

const HIDDEN_STYLES = [
  /(^|;)\s*display\s*:\s*none/,
  /(^|;)\s*visibility\s*:\s*(hidden|collapse)/,
  /(^|;)\s*mso-hide\s*:\s*all/,
  /(^|;)\s*opacity\s*:\s*0?(\.0+)?\s*(!|;|$)/,
  /(^|;)\s*text-indent\s*:\s*-\d{4}/,
  /(^|;)\s*(left|top)\s*:\s*-\d{4}/,
];
const FONT_SIZE = /(?:^|;)\s*font-size\s*:\s*(\d{0,4}\.?\d{0,4})\s*(px|pt|em|rem|%)?\s*(?:!|;|$)/;
const NO_HEIGHT = /(^|;)\s*(max-)?(height|width)\s*:\s*0(px|pt|%)?\s*(!|;|$)/;
const CLIPPED = /(^|;)\s*overflow\s*:\s*hidden/;
/** Attribute values are hostile too; a style longer than this decides nothing more. */
const MAX_STYLE = 2000;
const MAX_PREHEADER = 300;

/**
 * Prepares the tree in place. Without recursion, so that a million nested tags cannot overflow the stack.
 *
 * @param forwarded the email passes another one on, so that what follows its header block is the point, not history
 */
export function markTree(roots: HtmlNode[], forwarded: boolean): void {
  const rules = readStyleRules(roots);
  const pending: { siblings: HtmlNode[]; tiny: boolean; quoted: boolean }[] = [
    { siblings: roots, tiny: false, quoted: false },
  ];
  while (pending.length > 0) {
    const { siblings, tiny, quoted } = pending.pop() as (typeof pending)[number];
    const kept: HtmlNode[] = [];
    for (const [index, node] of siblings.entries()) {
      if (node.type === 'text' && !tiny) kept.push({ ...node, data: withoutMark(node.data ?? '') });
      if (node.type === 'text' || isInvisible(node, rules)) continue;
      if (!quoted && !forwarded && REST_IS_QUOTE_ID.test(node.attribs?.id ?? '')) {
        const rest = { type: 'tag', name: QUOTE, attribs: {}, children: siblings.slice(index) };
        kept.push(rest);
        pending.push({ siblings: rest.children, tiny, quoted: true });
        break;
      }
      const mark = quoted ? null : markOf(node);
      if (mark) node.name = mark;
      else if (node.name === 'blockquote') node.name = 'div';
      kept.push(node);
      const inside = { tiny: isTiny(node, tiny, rules), quoted: quoted || mark === QUOTE };
      if (node.children) pending.push({ siblings: node.children, ...inside });
    }
    siblings.splice(0, siblings.length);
    for (const node of kept) siblings.push(node);
  }
}

function withoutMark(text: string): string {
  return text.replaceAll(SIGNATURE_MARK, '');
}

function isInvisible(node: HtmlNode, rules: StyleRules): boolean {
  if (node.name === undefined || NEVER_TEXT.has(node.name)) return true;
  const attribs = node.attribs ?? {};
  if ('hidden' in attribs && node.name !== 'body') return true;
  const style = styleOf(node);
  if (style !== '' && hides(style)) return true;
  if (ruledOut(node, 'display', rules) || ruledOut(node, 'visibility', rules)) return true;
  if (!PREHEADER.test(`${attribs.class ?? ''} ${attribs.id ?? ''}`)) return false;
  return textStart(node, MAX_PREHEADER + 1).length <= MAX_PREHEADER;
}

/** Layout cells have size 0 and give their content its own size, so that this is inherited rather than a cut. */
function isTiny(node: HtmlNode, inherited: boolean, rules: StyleRules): boolean {
  const ruled = rules.sightOf(node).fontSize;
  if (ruled?.important) return ruled.hidden;
  const size = FONT_SIZE.exec(styleOf(node));
  if (!size) return ruled?.hidden ?? inherited;
  const unit = size[2] ?? '';
  const value = Number(size[1]);
  return unit === 'px' || unit === 'pt' || unit === '' ? value <= 1 : value === 0;
}

/** By a rule of the email's own style sheet, unless the element itself says otherwise. */
function ruledOut(node: HtmlNode, property: keyof Sight, rules: StyleRules): boolean {
  const ruled = rules.sightOf(node)[property];
  if (!ruled?.hidden) return false;
  return ruled.important || !new RegExp(`(^|;)\\s*${property}\\s*:`).test(styleOf(node));
}

function styleOf(node: HtmlNode): string {
  return (node.attribs?.style ?? '').slice(0, MAX_STYLE).toLowerCase();
}

function hides(style: string): boolean {
  return HIDDEN_STYLES.some((hidden) => hidden.test(style)) || (NO_HEIGHT.test(style) && CLIPPED.test(style));
}

function markOf(node: HtmlNode): string | null {
  const attribs = node.attribs;
  if (!attribs) return null;
  const { class: names = '', id = '' } = attribs;
  if (
    SIGNATURE_CLASS.test(names) ||
    SIGNATURE_ID.test(id) ||
    attribs['data-smartmail'] === 'gmail_signature'
  ) {
    return SIGNATURE;
  }
  const citing =
    node.name === 'blockquote' &&
    (attribs.type?.toLowerCase() === 'cite' || 'cite' in attribs || /border-left/i.test(attribs.style ?? ''));
  if (!citing && !QUOTE_CLASS.test(names) && !QUOTE_ID.test(id)) return null;
  return FORWARDED.test(textStart(node, 400)) ? null : QUOTE;
}

/** The first characters of text in an element, in reading order. */
function textStart(root: HtmlNode, chars: number): string {
  let text = '';
  const pending: HtmlNode[] = [root];
  for (let steps = 0; pending.length > 0 && text.length < chars && steps < 400; steps++) {
    const node = pending.pop() as HtmlNode;
    if (node.type === 'text') text += (node.data ?? '').slice(0, chars);
    else for (const child of (node.children ?? []).slice(0, 200).reverse()) pending.push(child);
  }
  return text.trim();
}
