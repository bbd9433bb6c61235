/** The part of a domhandler node that Postroom looks at; text has `data`, elements have the rest. */
export interface HtmlNode {
  type: string;
  name?: string;
  data?: string;
  attribs?: Record<string, string>;
  children?: HtmlNode[];
}
