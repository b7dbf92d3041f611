import type { Page } from '@playwright/test'

/** Distances of WCAG 1.4.12, as people set them who read better so. */
const SPACING = '* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-bottom: 2em !important }'
/** Pixels that rounding may take. */
const ROUNDING = 1

/**
 * What is wider than the screen, or cut off, in words; empty where all of it can be read by going up and down alone.
 * A table of both axes and a drawing may be wider within themselves, and so may the canvas and a sheet of paper.
 */
export function misfits(page: Page): Promise<string[]> {
  return page.evaluate((rounding) => {
    const found: string[] = []
    const wide = window.innerWidth
    const root = document.documentElement
    const called = (element: Element) => {
      const words = (element.getAttribute('aria-label') ?? element.textContent ?? '').replace(/\s+/g, ' ').trim().slice(0, 60)
      return `${element.tagName.toLowerCase()}.${String(element.getAttribute('class') ?? '').slice(0, 50)} "${words}"`
    }
    if (root.scrollWidth > wide + rounding) found.push(`the page is ${root.scrollWidth} wide on ${wide}`)
    const exempt = '[data-lens="canvas"], [data-on-paper], [inert], [aria-hidden="true"], section:has(> table), section:has(> img), section:has(> svg)'
    const mayBeWide = (element: Element) => element.closest(exempt) !== null
    const isSeen = (element: Element) => element.checkVisibility({ visibilityProperty: true, opacityProperty: true })
    const isForEars = (element: Element) => {
      for (let each: Element | null = element; each; each = each.parentElement) {
        const { clipPath, position } = getComputedStyle(each)
        if (position === 'absolute' && clipPath !== 'none') return true
        if (each.getBoundingClientRect().width <= 1) return true
      }
      return false
    }
    for (const element of document.body.querySelectorAll<HTMLElement>('*')) {
      if (!isSeen(element) || mayBeWide(element)) continue
      const { overflowX, overflowY } = getComputedStyle(element)
      const isTooWide = element.scrollWidth > element.clientWidth + rounding && element.clientWidth > 1
      if (isTooWide && (overflowX === 'auto' || overflowX === 'scroll') && !isForEars(element))
        found.push(`scrolls sideways, ${element.scrollWidth} in ${element.clientWidth}: ${called(element)}`)
      if (isTooWide && (overflowX === 'hidden' || overflowX === 'clip') && element.tagName !== 'INPUT' && !isForEars(element))
        found.push(`cut off sideways, ${element.scrollWidth} in ${element.clientWidth}: ${called(element)}`)
      const isTooHigh = element.scrollHeight > element.clientHeight + rounding && element.clientHeight > 1
      if (isTooHigh && (overflowY === 'hidden' || overflowY === 'clip') && element.textContent?.trim() && !isForEars(element))
        found.push(`cut off below, ${element.scrollHeight} in ${element.clientHeight}: ${called(element)}`)
    }
    // Words that stand beyond an edge, also where nothing scrolls.
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    for (let text = walker.nextNode(); text; text = walker.nextNode()) {
      const parent = text.parentElement
      if (!text.nodeValue?.trim() || !parent || !isSeen(parent) || mayBeWide(parent)) continue
      const range = document.createRange()
      range.selectNodeContents(text)
      const beyond = [...range.getClientRects()].some(({ left, right, width }) => width > 1 && (right > wide + rounding || left < -rounding))
      if (beyond && !isForEars(parent)) found.push(`beyond the edge: ${called(parent)}`)
    }
    return [...new Set(found)]
  }, ROUNDING)
}

/** The distances of WCAG 1.4.12 from now on. */
export const spaceText = (page: Page) => page.addStyleTag({ content: SPACING })

/** Letters of another size from now on, as people set them in their browser: 2 is 200 %. */
export async function enlargeText(page: Page, times: number): Promise<void> {
  const session = await page.context().newCDPSession(page)
  await session.send('Page.setFontSizes', { fontSizes: { standard: 16 * times, fixed: 13 * times } })
  await session.detach()
}

/** What moves for longer than a blink: transitions, animations, and scrolling that glides. */
export function motions(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const BLINK = 0.1
    const found = new Set<string>()
    const longest = (list: string) => Math.max(...list.split(', ').map((each) => Number.parseFloat(each) * (each.endsWith('ms') ? 0.001 : 1)))
    for (const element of document.querySelectorAll('*')) {
      const style = getComputedStyle(element)
      const name = `${element.tagName.toLowerCase()}.${element.getAttribute('class') ?? ''}`
      if (longest(style.transitionDuration) > BLINK) found.add(`${name}: transition of ${style.transitionProperty}`)
      // What comes or goes in steps does not move.
      if (style.animationName !== 'none' && longest(style.animationDuration) > BLINK && !style.animationTimingFunction.startsWith('steps'))
        found.add(`${name}: animation ${style.animationName}`)
      if (style.scrollBehavior === 'smooth') found.add(`${name}: glides`)
    }
    return [...found]
  })
}
