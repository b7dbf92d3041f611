import { expect, test } from '@playwright/test'
import { startCrowded } from './crowd.ts'
import { serverOfFile } from './server.ts'

const server = serverOfFile()

test('[W124] [W129] [W157] [W159] many notes: the wheel moves them as a picture with their own pictures, they become shapes at rest, and a reload shows the same place', async ({
  browser,
}) => {
  const { facilitator, id } = await startCrowded(browser, server.url, 700)
  const { page } = facilitator
  await page.goto(`${server.url}/s/${id}?lens=canvas`)
  const cell = page.locator('[data-cell="technology/success"]')
  const shapes = page.locator('.tl-shape')
  const place = async () => {
    const found = await cell.boundingBox()
    return found ? [Math.round(found.x), Math.round(found.y)] : []
  }
  const middle = async () => {
    const box = await page.locator('.tl-canvas').boundingBox()
    if (!box) throw new Error('no canvas')
    return { x: box.x + box.width / 2, y: box.y + box.height / 2 }
  }
  /**
   * Turns the wheel and looks in each frame meanwhile: how much of the painted picture is of a strong red, which nothing else
   * on the board has, and how many shapes show it. Looked at from outside it takes so long that the view comes to rest.
   */
  const turned = async (turns: number) => {
    const seen = await page.evaluateHandle(() => {
      const frames: [red: number, shapes: number][] = []
      const look = () => {
        const canvas = document.querySelector<HTMLCanvasElement>('canvas[data-painted]')
        // Hidden it keeps what it showed last.
        if (canvas?.checkVisibility() && canvas.width) {
          const small = Object.assign(document.createElement('canvas'), { width: Math.ceil(canvas.width / 8), height: Math.ceil(canvas.height / 8) })
          const context = small.getContext('2d', { willReadFrequently: true })
          context?.drawImage(canvas, 0, 0, small.width, small.height)
          const data = context?.getImageData(0, 0, small.width, small.height).data
          let red = 0
          for (let i = 0; data && i < data.length; i += 4)
            if ((data[i] ?? 0) > 240 && (data[i + 1] ?? 0) < 15 && (data[i + 2] ?? 0) < 15 && data[i + 3] === 255) red += 64
          frames.push([red, document.querySelectorAll('.tl-shape img[alt="Red"]').length])
        }
        if (!ended) requestAnimationFrame(look)
      }
      let ended = false
      look()
      return {
        end: () => {
          ended = true
          return frames
        },
      }
    })
    for (let i = 0; i < turns; i++) await page.mouse.wheel(0, 100)
    return seen.evaluate(({ end }) => end())
  }
  await expect(cell).toContainText('notes')

  await test.step('a picture is put on a note', async () => {
    await page.getByRole('button', { name: 'Go to', exact: true }).click()
    await page.getByRole('menuitem', { name: 'Technology', exact: true }).click()
    await page.getByRole('button', { name: /^Zoom is/ }).click()
    await expect(page.getByRole('button', { name: /^Zoom is/ })).toHaveText('100 %')
    const { x, y } = await middle()
    await page.mouse.move(x, y)
    await page.evaluate(
      async ({ x, y }) => {
        const canvas = Object.assign(document.createElement('canvas'), { width: 40, height: 30 })
        const context = canvas.getContext('2d')
        if (context) context.fillStyle = '#ff0000'
        context?.fillRect(0, 0, 40, 30)
        const bytes = await new Promise<Blob>((resolve) => canvas.toBlob((blob) => resolve(blob ?? new Blob())))
        const data = new DataTransfer()
        data.items.add(new File([bytes], 'red.png', { type: 'image/png' }))
        document.elementFromPoint(x, y)?.dispatchEvent(new DragEvent('drop', { bubbles: true, cancelable: true, clientX: x, clientY: y, dataTransfer: data }))
      },
      { x, y },
    )
    const dialog = page.getByRole('alertdialog', { name: 'A picture for the board' })
    await dialog.getByRole('textbox', { name: 'What does it show?' }).fill('Red')
    await dialog.getByRole('button', { name: 'Put it on a note' }).click()
    await expect(dialog).toHaveCount(0)
    await expect(page.getByRole('img', { name: 'Red' })).toBeVisible()
  })

  await test.step('whoever turns the wheel without having pressed anything sees notes with pictures while they move, and shapes once they rest', async () => {
    await page.reload()
    const picture = page.getByRole('img', { name: 'Red' })
    await expect(picture).toBeVisible()
    const { x, y } = await middle()
    // What is under the pointer would stay a shape.
    await page.mouse.move(x - 330, y - 60)
    // Back again, and seen on the way: painted, and no shape. The first time it may still be on its way here.
    await expect(async () => {
      await page.mouse.wheel(0, -4000)
      await expect(picture).toHaveCount(0)
      const frames = await turned(40)
      await expect(picture).toBeAttached({ timeout: 5000 })
      expect(frames.some(([red, shown]) => red > 100 && shown === 0)).toBe(true)
    }).toPass({ timeout: 120_000 })
    // Its first strip may be all that is in sight where it was seen.
    await page.mouse.wheel(0, 300)
    await expect(picture).toBeAttached()
    await expect(page.locator('.tl-container[data-moving]')).toHaveCount(0)
    await expect.poll(() => shapes.count()).toBeGreaterThan(5)
  })

  await test.step('after a reload one is where one was, however high the rows above have grown', async () => {
    const before = await place()
    await page.reload()
    await expect(cell).toContainText('notes')
    await expect.poll(place).toEqual(before)
    await expect.poll(() => shapes.count()).toBeGreaterThan(5)
    expect(await place()).toEqual(before)
  })
})
