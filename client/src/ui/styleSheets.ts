/**
 * Code that is loaded when it is needed, with its looks. The bundler's loader asks for each style sheet once and counts it as
 * there ever after: where the server could not be reached just then, the code would come later and look like nothing.
 */
export const withStyles =
  <Code>(load: () => Promise<Code>): (() => Promise<Code>) =>
  async () => {
    await mendStyleSheets()
    return load()
  }

/** Loads again what did not come. Rejects if it does not come this time either. */
async function mendStyleSheets(): Promise<void> {
  const broken = [...document.querySelectorAll<HTMLLinkElement>('link[rel="stylesheet"]')].filter((link) => !hasCome(link))
  await Promise.all(broken.map(again))
}

/** A sheet that did not come is none in some browsers, and in others one of which nothing can be read. All of ours are from our own server. */
function hasCome({ sheet }: HTMLLinkElement): boolean {
  try {
    return sheet !== null && sheet.cssRules.length >= 0
  } catch {
    return false
  }
}

const again = (link: HTMLLinkElement) =>
  new Promise<void>((resolve, reject) => {
    // Only a new element makes the browser ask anew.
    const fresh = link.cloneNode() as HTMLLinkElement
    fresh.addEventListener('load', () => resolve(), { once: true })
    fresh.addEventListener('error', () => reject(new Error(`${link.href} did not come`)), { once: true })
    link.replaceWith(fresh)
  })
