import { expect, test } from '@playwright/test'
import { Person } from './people.ts'
import { serverOfFile } from './server.ts'
import { startStocktake } from './start.ts'

/** Hands on the canvas, and what the table of somebody else makes of them. */

const server = serverOfFile()

test('what hands do on the canvas is in everybody’s table, and undo takes back one’s own', async ({ browser }) => {
  const started = await startStocktake(browser, server.url)
  const { facilitator, id } = started
  const anna = await Person.join(browser, started, 'Anna')
  await facilitator.page.goto(`${server.url}/s/${id}?lens=table`)
  await anna.page.goto(`${server.url}/s/${id}?lens=canvas`)
  const { page } = anna

  await test.step('a double click gives a note with the caret in it', async () => {
    await anna.showEverything()
    const { x, y } = await anna.spot('Practice, Current')
    await page.mouse.dblclick(x, y)
    await page.keyboard.type('The plan is in a locked cupboard')
    await page.keyboard.press('Escape')
    await expect(facilitator.noteIn('Practice, Current', 'The plan is in a locked cupboard')).toBeVisible()
  })

  await test.step('dragged to another cell it is there for everybody; undone, it is back', async () => {
    await page.keyboard.press('Escape')
    await anna.showEverything()
    await anna.drag('The plan is in a locked cupboard', 'Technology, Barriers')
    await expect(facilitator.noteIn('Technology, Barriers', 'The plan is in a locked cupboard')).toBeVisible()
    await page.keyboard.press('Control+z')
    await expect(facilitator.noteIn('Practice, Current', 'The plan is in a locked cupboard')).toBeVisible()
  })

  await test.step('undo leaves alone what others wrote', async () => {
    await facilitator.write('Policy, Current', 'Nobody knows which version holds')
    await expect(anna.shape('Nobody knows which version holds')).toBeVisible()
    for (let i = 0; i < 6; i++) await page.keyboard.press('Control+z')
    await expect(facilitator.note('The plan is in a locked cupboard')).toHaveCount(0)
    await expect(facilitator.note('Nobody knows which version holds')).toBeVisible()
    for (let i = 0; i < 6; i++) await page.keyboard.press('Control+Shift+z')
    await expect(facilitator.note('The plan is in a locked cupboard')).toHaveCount(1)
  })

  await test.step('many lines pasted are many notes', async () => {
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
    await page.evaluate(() => navigator.clipboard.writeText('- typed twice\n- phoned through\n- asked again'))
    const { x, y } = await anna.spot('Culture, Current')
    await page.mouse.move(x, y)
    await page.keyboard.press('Control+v')
    for (const text of ['typed twice', 'phoned through', 'asked again']) await expect(facilitator.noteIn('Culture, Current', text)).toBeVisible()
  })

  await test.step('an arrow, a line and a label stay after a reload', async () => {
    await page.keyboard.press('Escape')
    const before = await page.locator('.tl-shape').count()
    const from = await anna.spot('Policy, Barriers')
    const to = await anna.spot('Culture, Barriers')
    for (const tool of ['Draw freehand', 'Arrow']) {
      await page.getByRole('button', { name: tool }).click()
      await anna.stroke(from, to)
    }
    await page.getByRole('button', { name: 'Label' }).click()
    await page.mouse.click(to.x, to.y + 20)
    await page.keyboard.type('Here it breaks')
    await page.keyboard.press('Escape')
    await expect(page.locator('.tl-shape')).toHaveCount(before + 3)
    await anna.isSaved()
    await page.reload()
    await expect(page.locator('.tl-shape')).toHaveCount(before + 3)
    await expect(anna.shape('Here it breaks')).toBeVisible()
  })

  await test.step('while nothing happens the editor rests, and wakes for the next hand', async () => {
    await page.evaluate(() => {
      const ask = window.requestAnimationFrame
      Object.assign(window, { asked: 0 })
      window.requestAnimationFrame = (callback) => {
        ;(window as unknown as { asked: number }).asked++
        return ask.call(window, callback)
      }
    })
    const asked = () => page.evaluate(() => (window as unknown as { asked: number }).asked)
    let before = 0
    const since = async () => {
      const now = await asked()
      const more = now - before
      before = now
      return more
    }
    await since()
    // Awake it asks some thirty times between two looks.
    await expect.poll(since, { intervals: [500] }).toBeLessThan(3)
    await page.mouse.move(700, 500)
    await expect.poll(since, { intervals: [500] }).toBeGreaterThan(3)
  })

  await test.step('nobody can grab the matrix, and what is deleted is gone for all', async () => {
    await anna.showEverything()
    const cell = page.getByRole('button', { name: 'Policy, Current', exact: true })
    const before = await cell.boundingBox()
    const { x, y } = await anna.spot('Technology, Current')
    await anna.stroke({ x, y }, { x: x + 90, y: y - 40 })
    expect(await cell.boundingBox()).toEqual(before)
    await anna.press('typed twice')
    await page.keyboard.press('Delete')
    await expect(facilitator.note('typed twice')).toHaveCount(0)
    await expect(facilitator.note('asked again')).toBeVisible()
  })
})

test('[W138] a phone’s first look at a wide matrix is its first cell, and everything is one press away', async ({ browser }) => {
  const { facilitator, id } = await startStocktake(browser, server.url)
  const headers = { origin: server.url }
  const columns = ['current', 'desired', 'barriers', 'enablers', 'plans', 'motivations', 'success']
  expect((await facilitator.page.request.patch(`${server.url}/api/stocktakes/${id}/rounds/1`, { headers, data: { columns } })).status()).toBe(200)
  const { page } = facilitator
  await page.setViewportSize({ width: 390, height: 844 })
  await page.goto(`${server.url}/s/${id}?lens=canvas`)
  await page.getByRole('button', { name: 'Board', exact: true }).click()
  const first = page.locator('[data-cell]').filter({ has: page.getByRole('button', { name: 'Policy, Current', exact: true }) })
  await expect.poll(async () => (await first.boundingBox())?.width ?? 0).toBeGreaterThan(250)
  await facilitator.showEverything()
  await expect.poll(async () => (await first.boundingBox())?.width ?? 0).toBeLessThan(80)
})

test('two people type in one note while the server dies: both texts are complete', async ({ browser }) => {
  const started = await startStocktake(browser, server.url)
  const { facilitator, id } = started
  const anna = await Person.join(browser, started, 'Anna')
  await anna.page.goto(`${server.url}/s/${id}?lens=canvas`)
  await facilitator.page.goto(`${server.url}/s/${id}?lens=table`)
  await anna.showEverything()
  const { x, y } = await anna.spot('Practice, Current')
  await anna.page.mouse.dblclick(x, y)
  await anna.page.keyboard.type('plan ')
  const note = facilitator.note('plan')
  await note.getByText('plan').click()
  const field = facilitator.page.getByRole('textbox', { name: /^Edit the note/ })
  await field.press('Control+Home')

  const mine = 'Whose '
  const hers = 'is this, and who may read it?'
  const typing = Promise.all([field.pressSequentially(mine, { delay: 200 }), anna.page.keyboard.type(hers, { delay: 100 })])
  await server.stop('SIGKILL')
  await typing
  await server.start()
  await anna.isSaved()
  await facilitator.isSaved()
  await expect(field).toHaveValue('Whose plan is this, and who may read it?')
  await expect(anna.page.locator('.tl-shape textarea')).toHaveValue('Whose plan is this, and who may read it?')
})
