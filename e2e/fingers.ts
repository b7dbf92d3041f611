import type { Page } from '@playwright/test'

export interface Spot {
  x: number
  y: number
}

/** Fingers and a pen on a page, as the browser gets them from the glass. */
export async function fingersOn(page: Page) {
  const session = await page.context().newCDPSession(page)
  const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', points: readonly Spot[]) =>
    session.send('Input.dispatchTouchEvent', { type, touchPoints: points.map(({ x, y }, id) => ({ x, y, id })) })
  const between = (from: Spot, to: Spot, part: number) => ({ x: from.x + (to.x - from.x) * part, y: from.y + (to.y - from.y) * part })
  const steps = [0.1, 0.25, 0.5, 0.75, 1]
  const pen = (type: 'mousePressed' | 'mouseMoved' | 'mouseReleased', { x, y }: Spot) =>
    session.send('Input.dispatchMouseEvent', {
      type,
      x,
      y,
      button: 'left',
      buttons: type === 'mouseReleased' ? 0 : 1,
      clickCount: 1,
      pointerType: 'pen',
      force: 0.6,
    })

  return {
    tap: async (at: Spot) => {
      await touch('touchStart', [at])
      await touch('touchEnd', [])
    },
    /** One finger, or several that move at once. */
    drag: async (...ways: [from: Spot, to: Spot][]) => {
      await touch(
        'touchStart',
        ways.map(([from]) => from),
      )
      for (const part of steps)
        await touch(
          'touchMove',
          ways.map(([from, to]) => between(from, to, part)),
        )
      await touch('touchEnd', [])
    },
    down: (at: Spot) => touch('touchStart', [at]),
    move: (at: Spot) => touch('touchMove', [at]),
    up: () => touch('touchEnd', []),
    write: async (from: Spot, to: Spot) => {
      await pen('mousePressed', from)
      for (const part of steps) await pen('mouseMoved', between(from, to, part))
      await pen('mouseReleased', to)
    },
  }
}
