/**
 * Code that is loaded when it is needed, with its looks. The bundler's loader asks for each style sheet once and counts it as
 * there ever after: where the server could not be reached just then, the code would come later and look like nothing.
 */
export const withStyles =
  <Code>(load: () => Promise<Code>): (() => Promise<Code>) =>
  async () => {
    await Promise.all([...failed].map(again))
    return load()
  }

/** Style sheets that did not come. Those that are still on their way are the loader's, which waits for them. */
const failed = new Set<HTMLLinkElement>()
// What befalls a single element is told on the way down only.
document.addEventListener('error', ({ target }) => target instanceof HTMLLinkElement && target.rel === 'stylesheet' && failed.add(target), true)

/** Loads one again. Rejects if it does not come this time either. */
const again = (link: HTMLLinkElement) =>
  new Promise<void>((resolve, reject) => {
    failed.delete(link)
    // Only a new element makes the browser ask anew.
    const fresh = link.cloneNode() as HTMLLinkElement
    fresh.addEventListener('load', () => resolve(), { once: true })
    fresh.addEventListener('error', () => reject(new Error(`${link.href} did not come`)), { once: true })
    link.replaceWith(fresh)
  })
