import { expect, test } from '@playwright/test'
import { by, menuItem, workshopAtCanvas } from './atCanvas.ts'
import { fingersOn } from './fingers.ts'
import { serverOfFile } from './server.ts'

/** What hands do on the canvas with fingers and with a pen. */

const server = serverOfFile()

test('[W152] fingers drag notes, pan, pinch, double-tap and rest; a pen draws', async ({ browser }) => {
  const { facilitator, anna, page } = await workshopAtCanvas(browser, server.url, { hasTouch: true, viewport: { width: 1024, height: 768 } })
  const hand = await fingersOn(page)
  const cell = await anna.spot('Practice, Current')
  const useTool = async (name: string) => {
    await page.getByRole('button', { name }).tap()
    await expect(page.getByRole('button', { name })).toHaveAttribute('aria-pressed', 'true')
  }

  await test.step('a double tap gives a note with the caret in it', async () => {
    await hand.tap(cell)
    await hand.tap(cell)
    await page.locator('.tl-shape textarea').waitFor()
    await page.keyboard.type('by finger')
    await page.keyboard.press('Escape')
    await page.keyboard.press('Escape')
    await expect(facilitator.noteIn('Practice, Current', 'by finger')).toBeVisible()
  })

  await test.step('one finger on a note drags it', async () => {
    await anna.showEverything()
    await hand.drag([await anna.middleOf('by finger'), await anna.spot('Culture, Barriers')])
    await expect(facilitator.noteIn('Culture, Barriers', 'by finger')).toBeVisible()
  })

  await test.step('one finger on empty space pans, and two fingers pan and zoom', async () => {
    await anna.showEverything()
    const spot = () => anna.spot('Practice, Current')
    const before = await spot()
    await hand.drag([before, by(before, -120, -60)])
    await expect.poll(async () => Math.round((await spot()).x - before.x)).toBeLessThan(-90)
    await expect(page.locator('.tl-brush')).toHaveCount(0)
    await anna.showEverything()
    await expect.poll(async () => Math.round((await spot()).x - before.x)).toBe(0)
    const middle = await anna.spot('Practice, Barriers')
    await hand.drag([by(middle, -40, 0), by(middle, 40, 60)], [by(middle, 40, 0), by(middle, 120, 60)])
    await expect.poll(async () => Math.round((await spot()).y - before.y)).toBeGreaterThan(30)
    await anna.showEverything()
    const width = async () => (await page.locator('[data-cell="practice/current"]').boundingBox())?.width ?? 0
    const small = await width()
    await hand.drag([by(middle, -30, 0), by(middle, -120, 0)], [by(middle, 30, 0), by(middle, 120, 0)])
    await expect.poll(width).toBeGreaterThan(small * 1.5)
    await anna.showEverything()
  })

  await test.step('a finger that rests opens the menu, on a note and beside', async () => {
    await hand.down(await anna.middleOf('by finger'))
    await expect(page.getByRole('menu', { name: 'What to do with this note' })).toBeVisible()
    await hand.up()
    await expect(page.getByRole('menu')).toBeVisible()
    await menuItem(anna, 'Duplicate').tap()
    await expect(facilitator.noteIn('Culture, Barriers', 'by finger')).toHaveCount(2)
    await hand.down(await anna.spot('Technology, Current'))
    await expect(menuItem(anna, 'New note here')).toBeVisible()
    await hand.up()
    await page.keyboard.press('Escape')
    await expect(page.getByRole('menu')).toHaveCount(0)
  })

  await test.step('an arrow drawn by finger holds on to its note when the note is dragged', async () => {
    await page.keyboard.press('Control+z')
    await expect(anna.shape('by finger')).toHaveCount(1)
    await useTool('Arrow')
    const note = await anna.middleOf('by finger')
    await hand.drag([await anna.spot('Policy, Barriers'), note])
    const arrow = page.locator('.tl-shape[data-shape-type="arrow"]')
    await expect(arrow).toHaveCount(1)
    const bottom = async () => {
      const box = await arrow.boundingBox()
      return Math.round((box?.y ?? 0) + (box?.height ?? 0))
    }
    const before = await bottom()
    await useTool('Select and move')
    // Not by its middle, where the arrow's tip is.
    await page.keyboard.press('Escape')
    await hand.drag([by(note, -18, 8), await anna.spot('Technology, Barriers')])
    await expect(facilitator.noteIn('Technology, Barriers', 'by finger')).toBeVisible()
    await expect.poll(bottom).toBeGreaterThan(before + 20)
  })

  await test.step('a pen draws, and from then on fingers move the view and notes', async () => {
    await anna.showEverything()
    await useTool('Draw freehand')
    const at = await anna.spot('Policy, Current')
    const strokes = page.locator('.tl-shape[data-shape-type="draw"]')
    await hand.write(at, by(at, 60, 20))
    await expect(strokes).toHaveCount(1)
    // Not before the hand that holds the pen has certainly been lifted.
    await page.waitForFunction((since) => performance.now() - since > 1100, await page.evaluate(() => performance.now()))
    await hand.drag([by(at, 0, 40), by(at, -80, 60)])
    await expect(strokes).toHaveCount(1)
    await expect.poll(async () => (await anna.spot('Policy, Current')).x - at.x).toBeLessThan(-50)
    await useTool('Select and move')
    await anna.showEverything()
    await hand.drag([await anna.middleOf('by finger'), await anna.spot('Culture, Current')])
    await expect(facilitator.noteIn('Culture, Current', 'by finger')).toBeVisible()
  })
})
