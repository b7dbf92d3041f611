// @ts-expect-error it has no types of its own, and those that exist would bring a browser's into the server
import * as jsdom from 'jsdom'

/** As much of a document as tests read. */
export interface Node {
  readonly textContent: string | null
  readonly id: string
  readonly tagName: string
  readonly localName: string
  readonly outerHTML: string
  readonly children: Iterable<Node>
  readonly caption?: Node | null
  querySelector(selector: string): Node | null
  querySelectorAll(selector: string): Iterable<Node> & { readonly length: number }
  getAttribute(name: string): string | null
  getAttributeNS(namespace: string, name: string): string | null
  getElementsByTagName(name: string): Iterable<Node>
  getElementsByTagNameNS(namespace: string, name: string): Iterable<Node>
  replaceWith(text: string): void
  remove(): void
}
export type Page = Node & { readonly body: Node; readonly documentElement: Node }

/** Reads HTML as a browser does. */
export const readHtml = (html: string): Page => new jsdom.JSDOM(html).window.document

/** Reads XML; what is none is an error. */
export function readXml(xml: string): Page {
  const page: Page = new new jsdom.JSDOM('').window.DOMParser().parseFromString(xml, 'application/xml')
  if (page.querySelector('parsererror')) throw new Error('no XML')
  return page
}
