import { expect, test } from '@playwright/test'
import { startCrowded } from './crowd.ts'
import { Person } from './people.ts'
import { serverOfFile } from './server.ts'
import { startStocktake } from './start.ts'

const server = serverOfFile()

const COUNT = 1500

test('[W122] [W125] [W126] [W132] hands and search work on fifteen hundred notes, most of them painted', async ({ browser }) => {
  const { facilitator, id } = await startCrowded(browser, server.url, COUNT)
  const { page } = facilitator
  await page.goto(`${server.url}/s/${id}?lens=canvas`)
  const cell = (key: string) => page.locator(`[data-cell="${key}"]`)
  const spoken = page.locator('[aria-live]').filter({ hasText: /selected/i })
  const box = async (key: string) => {
    const found = await cell(key).boundingBox()
    if (!found) throw new Error(`no cell ${key}`)
    return found
  }
  await expect(cell('policy/current')).toContainText('54 notes')
  const all = COUNT + 17

  await test.step('seen from far away they are painted, and few are shapes', async () => {
    await facilitator.showEverything()
    await expect(page.locator('canvas[data-painted]')).toBeVisible()
    await expect.poll(() => page.locator('.tl-shape').count()).toBeLessThan(50)
  })

  await test.step('a click selects the painted note under it, and a double click puts the caret into it', async () => {
    const { x, y, width } = await box('policy/current')
    await page.mouse.click(x + width * 0.09, y + width * 0.14)
    await expect(spoken).toHaveText(/^Selected: Note \d+/)
    await page.mouse.dblclick(x + width * 0.09, y + width * 0.14)
    await expect(page.locator('.tl-shape textarea')).toBeFocused()
    await page.keyboard.press('Escape')
    await page.keyboard.press('Escape')
  })

  await test.step('all are selected, and no more are shapes for it than a hand needs', async () => {
    await facilitator.showEverything()
    await page.locator('.tl-container').focus()
    await page.keyboard.press('Control+a')
    await expect(spoken).toHaveText(new RegExp(`^${all} notes selected`))
    expect(await page.locator('.tl-shape').count()).toBeLessThan(300)
    await page.keyboard.press('Escape')
  })

  await test.step('a brush over a cell takes its notes; dragged, all go to the next cell, and one undo brings them back', async () => {
    await facilitator.showEverything()
    const from = await box('policy/current')
    const to = await box('policy/desired')
    await facilitator.stroke({ x: from.x - 6, y: from.y - 4 }, { x: from.x + from.width + 1, y: from.y + from.height + 1 })
    await expect(spoken).toHaveText(/^54 notes selected/)
    const grip = { x: from.x + from.width * 0.09, y: from.y + from.width * 0.14 }
    await facilitator.stroke(grip, { x: grip.x + to.x - from.x, y: grip.y })
    await expect(cell('policy/current')).not.toContainText('notes')
    await expect(cell('policy/desired')).toContainText('108 notes')
    await page.keyboard.press('Control+z')
    await expect(cell('policy/current')).toContainText('54 notes')
    await expect(cell('policy/desired')).toContainText('54 notes')
  })

  await test.step('all are moved at once, by a press on any of them', async () => {
    await facilitator.showEverything()
    await page.locator('.tl-container').focus()
    await page.keyboard.press('Control+a')
    await expect(spoken).toHaveText(new RegExp(`^${all} notes selected`))
    const from = await box('technology/motivations')
    const to = await box('technology/success')
    const grip = { x: from.x + from.width * 0.09, y: from.y + from.width * 0.14 }
    await facilitator.stroke(grip, { x: grip.x + to.x - from.x, y: grip.y })
    await expect(cell('policy/current')).not.toContainText('notes')
    await page.keyboard.press('Control+z')
    await expect(cell('policy/current')).toContainText('54 notes')
  })

  await test.step('find goes to the note itself and selects it', async () => {
    await page.getByRole('button', { name: 'Find' }).click()
    await page.getByLabel('Words to look for').fill('Note 1234')
    await page.getByRole('button', { name: /^Note 1234/ }).click()
    await expect(facilitator.shape('Note 1234')).toBeInViewport()
    await expect(spoken).toHaveText(/^Selected: Note 1234/)
  })

  await test.step('zoomed in, what is in sight is shapes; zoomed out again, it is paint', async () => {
    await page.keyboard.press('Escape')
    await expect.poll(() => page.locator('.tl-shape').count()).toBeGreaterThan(20)
    expect(await page.locator('.tl-shape').count()).toBeLessThan(450)
    await facilitator.showEverything()
    await expect.poll(() => page.locator('.tl-shape').count()).toBeLessThan(50)
  })
})

test('[W127] [W129] [W130] [W131] the map, places to go, tidying, and the place one was at', async ({ browser }) => {
  const started = await startStocktake(browser, server.url)
  const { facilitator, id } = started
  const anna = await Person.join(browser, started, 'Anna')
  const { page } = anna
  await facilitator.page.goto(`${server.url}/s/${id}?lens=canvas`)
  await page.goto(`${server.url}/s/${id}?lens=canvas`)
  const top = (text: string) =>
    anna
      .shape(text)
      .boundingBox()
      .then((found) => Math.round(found?.y ?? -1))
  const cell = page.locator('[data-cell="technology/barriers"]')

  await test.step('a heap of notes fans out under the pointer, and lies as it lay when the pointer has gone', async () => {
    await anna.showEverything()
    const { x, y } = await anna.spot('Practice, Current')
    for (const [i, text] of ['first', 'second', 'third'].entries()) {
      await page.mouse.dblclick(x + 4 * i, y + 90 + 4 * i)
      if (i === 0) await page.keyboard.type(text)
      await page.keyboard.press('Escape')
      await page.keyboard.press('Escape')
      if (i > 0) break
    }
    await page
      .getByRole('button', { name: 'Table' })
      .or(page.getByRole('radio', { name: 'Table' }))
      .first()
      .click()
    for (const text of ['second', 'third']) await anna.write('Practice, Current', text)
    await page
      .getByRole('button', { name: 'Canvas' })
      .or(page.getByRole('radio', { name: 'Canvas' }))
      .first()
      .click()
    await anna.showEverything()
    await expect(anna.shape('third')).toBeVisible()
    const middle = async (text: string) => {
      const found = await anna.shape(text).boundingBox()
      return { x: (found?.x ?? 0) + (found?.width ?? 0) / 2, y: (found?.y ?? 0) + (found?.height ?? 0) / 2 }
    }
    const target = await middle('second')
    await anna.stroke(await middle('third'), { x: target.x + 8, y: target.y + 6 })
    await page.keyboard.press('Escape')
    await page.mouse.move(target.x - 200, target.y)
    const apart = async () => {
      const [a, b] = [await anna.shape('second').boundingBox(), await anna.shape('third').boundingBox()]
      return a && b ? Math.abs(a.x - b.x) + Math.abs(a.y - b.y) : 0
    }
    await expect.poll(apart).toBeLessThan(30)
    await page.mouse.move(target.x + 4, target.y + 4, { steps: 3 })
    await expect.poll(apart).toBeGreaterThan(40)
    await page.mouse.move(target.x - 300, target.y + 200, { steps: 3 })
    await expect.poll(apart).toBeLessThan(30)
  })

  await test.step('tidied, the heap is in lines; undone, it is a heap again', async () => {
    const before = await top('third')
    await anna.press('third')
    await page.getByRole('button', { name: 'Tidy a cell' }).click()
    await expect(page.getByText('Tidy Practice, Current')).toBeVisible()
    await page.getByRole('menuitem', { name: 'By time' }).click()
    await expect(page.getByText(/notes? tidied/)).toBeVisible()
    await expect.poll(() => top('third')).not.toBe(before)
    expect(await top('third')).toBe(await top('second'))
    await page.locator('.tl-container').focus()
    await page.keyboard.press('Control+z')
    await expect.poll(() => top('third')).toBe(before)
  })

  await test.step('a press on the map goes there, and a drag goes on', async () => {
    await anna.showEverything()
    await page
      .getByRole('button', { name: 'Zoom to 100 %' })
      .or(page.getByRole('button', { name: /^Zoom is/ }))
      .first()
      .click()
    await page.getByRole('button', { name: 'Show the map' }).click()
    const map = page.getByRole('application', { name: /^Map of the canvas/ })
    const place = await map.boundingBox()
    if (!place) throw new Error('no map')
    await page.mouse.move(place.x + 8, place.y + 8)
    await page.mouse.down()
    await expect(page.locator('[data-cell="policy/current"]')).toBeInViewport()
    await page.mouse.move(place.x + place.width - 8, place.y + place.height * 0.7, { steps: 4 })
    await page.mouse.up()
    await expect(cell).toBeInViewport()
    await expect(page.locator('[data-cell="policy/current"]')).not.toBeInViewport()
  })

  await test.step('after a reload one is where one was, with the map as it was', async () => {
    const before = await cell.boundingBox()
    await page.reload()
    await expect(page.getByRole('application', { name: /^Map of the canvas/ })).toBeVisible()
    await expect.poll(async () => Math.round((await cell.boundingBox())?.x ?? 0)).toBe(Math.round(before?.x ?? 0))
    await page.getByRole('button', { name: 'Fold the map away' }).click()
    await expect(page.getByRole('application', { name: /^Map of the canvas/ })).toHaveCount(0)
  })

  await test.step('rows, columns and the group are a choice away', async () => {
    const go = async (name: string) => {
      await page.getByRole('button', { name: 'Go to', exact: true }).click()
      await page.getByRole('menuitem', { name, exact: true }).click()
    }
    await go('Culture')
    await expect(page.locator('[data-cell="culture/current"]')).toBeInViewport({ ratio: 0.9 })
    await expect(page.getByRole('button', { name: /^Zoom is/ })).not.toHaveText('100 %')
    await facilitator.showEverything()
    const { x, y } = await facilitator.spot('Policy, Barriers')
    await facilitator.page.mouse.move(x, y)
    await facilitator.page.mouse.move(x + 3, y + 3)
    await expect(async () => {
      await go('Where the group is')
      await expect(page.locator('[data-cell="policy/barriers"]')).toBeInViewport({ ratio: 0.9, timeout: 2000 })
    }).toPass()
  })
})
