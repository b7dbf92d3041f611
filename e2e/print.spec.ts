import { AxeBuilder } from '@axe-core/playwright'
import { expect, test } from '@playwright/test'
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { Person } from './people.ts'
import { serverOfFile } from './server.ts'
import { type Started, startStocktake } from './start.ts'

const server = serverOfFile()

const MM = 72 / 25.4
const A4 = [297, 210]
const A3 = [420, 297]

/** What the browser would print: the words of each page, and the size of each in millimetres. */
async function printed({ page }: Person): Promise<{ words: string[]; sizes: number[][]; all: string }> {
  const pdf = await page.pdf({ preferCSSPageSize: true, ...(process.env.LOOK_AT ? { path: `${process.env.LOOK_AT}/print-${Date.now()}.pdf` } : {}) })
  const document = await getDocument({ data: new Uint8Array(pdf) }).promise
  const words: string[] = []
  const sizes: number[][] = []
  for (let number = 1; number <= document.numPages; number++) {
    const sheet = await document.getPage(number)
    const { width, height } = sheet.getViewport({ scale: 1 })
    sizes.push([Math.round(width / MM), Math.round(height / MM)])
    const { items } = await sheet.getTextContent()
    words.push(
      items
        .map((item) => ('str' in item ? item.str : ''))
        .join(' ')
        .replace(/\s+/g, ' '),
    )
  }
  await document.destroy()
  return { words, sizes, all: words.join(' ') }
}

const chooses = async ({ page }: Person, name: string) => {
  const choice = page.getByRole('radio', { name })
  await choice.click({ force: true })
  await expect(choice).toBeChecked()
}

/** Opens the sheets from the menu of the workspace. */
async function goesToPrint(person: Person, { url, id }: Started) {
  await person.page.goto(`${url}/s/${id}?lens=table`)
  await person.page.getByRole('button', { name: 'Menu', exact: true }).click()
  await person.page.getByRole('menuitem', { name: 'Print…' }).click()
  await expect(person.page.getByRole('heading', { name: 'Print', exact: true })).toBeVisible()
}

test('[W210] prints the matrix with every note and its group in words, on A4 and A3, and nothing of the page around it', async ({ browser }) => {
  const started = await startStocktake(browser, server.url)
  const writer = await Person.join(browser, started, 'Ana')
  await writer.page.goto(`${started.url}/s/${started.id}?lens=table`)
  const lines = Array.from({ length: 90 }, (_, index) => `Letters ${index + 1} are typed a second time, because the two systems do not talk`)
  await writer.paste('Practice, Barriers', lines)
  await writer.write('Culture, Barriers', 'One ward plays it back to the patient')
  await writer.isSaved()

  await goesToPrint(started.facilitator, started)
  await expect(started.facilitator.page.getByText('One ward plays it back')).toBeVisible()
  const group = await started.facilitator.page.locator('article li').filter({ hasText: 'One ward' }).locator('span span').innerText()
  const onA4 = await printed(started.facilitator)
  expect(onA4.sizes.every((size) => size.join() === A4.join())).toBe(true)
  for (const line of [...lines, 'One ward plays it back to the patient']) expect(onA4.all.split(line)).toHaveLength(2)
  expect(onA4.all.split(group).length - 1).toBeGreaterThanOrEqual(91)
  // Each page says which row and columns its notes are of.
  const ofPractice = onA4.words.filter((words) => words.includes('Letters'))
  expect(ofPractice.length).toBeGreaterThan(1)
  for (const words of ofPractice) for (const name of ['Practice', 'Current practice', 'Real/perceived barriers']) expect(words).toContain(name)
  for (const ours of ['Back to the workspace', 'What to print', 'The browser asks']) expect(onA4.all).not.toContain(ours)

  await chooses(started.facilitator, 'A3')
  const onA3 = await printed(started.facilitator)
  expect(onA3.sizes.every((size) => size.join() === A3.join())).toBe(true)
  expect(onA3.all).toContain('One ward plays it back to the patient')
})

test('[W210] the hand-out is one sheet with a question in each cell and no note', async ({ browser }) => {
  const started = await startStocktake(browser, server.url)
  const { facilitator } = started
  await facilitator.page.goto(`${started.url}/s/${started.id}?lens=table`)
  await facilitator.write('Practice, Barriers', 'Typed twice')
  await facilitator.isSaved()
  await goesToPrint(facilitator, started)

  await chooses(facilitator, 'The empty matrix')
  for (const [paper, size] of [
    ['A4', A4],
    ['A3', A3],
  ] as const) {
    await chooses(facilitator, paper)
    const handOut = await printed(facilitator)
    expect(handOut.sizes).toEqual([size])
    expect(handOut.all).toContain('Which rule stops you, and has anybody ever tested that it does?')
    expect(handOut.all).toContain('What are people afraid of losing: authorship, standing, time, safety?')
    expect(handOut.all).not.toContain('Typed twice')
  }

  // Seven columns, and still one sheet with every question.
  const at = `${started.url}/api/stocktakes/${started.id}`
  const headers = { origin: started.url }
  const columns = ['current', 'desired', 'plans', 'barriers', 'enablers', 'motivations', 'success']
  expect((await facilitator.page.request.patch(`${at}/rounds/2`, { data: { columns }, headers })).status()).toBe(200)
  await facilitator.page.goto(`${started.url}/s/${started.id}/print?round=2&what=handout&paper=A4`)
  await expect(facilitator.page.getByText('Which retyping, log-in or phone call would be gone?')).toBeVisible()
  const wide = await printed(facilitator)
  expect(wide.sizes).toEqual([A4])
  for (const words of ['Policy', 'Technology', 'Motivations for change', 'Which retyping, log-in or phone call would be gone?'])
    expect(wide.all).toContain(words)
})

test('[W210] the mirror prints in words; what has a content note when it is asked for; axe finds nothing wrong with the screen', async ({ browser }) => {
  const { facilitator, url, id } = await startStocktake(browser, server.url)
  const { page } = facilitator
  const shelve = async (data: object) =>
    expect((await page.request.post(`${url}/api/stocktakes/${id}/rounds/1/stimulus`, { data, headers: { origin: url } })).status()).toBeLessThan(300)
  await shelve({ kind: 'text', title: 'The ward round', text: 'It takes two hours, and nobody reads the plan.', source: 'Audit 2025' })
  await shelve({ kind: 'link', title: 'The standard', url: 'https://example.org/standard', text: '' })
  await shelve({ kind: 'text', title: 'The night in cell 4', text: 'She was alone.', sensitivity: 'Content note: restraint' })

  await page.goto(`${url}/s/${id}/print?round=1&what=mirror`)
  await expect(page.getByText('nobody reads the plan')).toBeVisible()
  const asIs = await printed(facilitator)
  for (const words of ['The ward round', 'nobody reads the plan', 'Audit 2025', 'https://example.org/standard', 'restraint']) expect(asIs.all).toContain(words)
  for (const words of ['She was alone', 'Print what has a content note too', 'Back to the workspace']) expect(asIs.all).not.toContain(words)
  await page.getByRole('checkbox', { name: 'Print what has a content note too' }).click({ force: true })
  await expect(page.getByText('She was alone.')).toBeVisible()
  expect((await printed(facilitator)).all).toContain('She was alone.')

  for (const what of ['matrix', 'handout', 'mirror']) {
    await page.goto(`${url}/s/${id}/print?round=1&what=${what}`)
    await expect(page.getByRole('heading', { name: 'Round 1: Where we are now' })).toBeVisible()
    if (what === 'matrix') await expect(page.getByText('No notes').first()).toBeVisible()
    const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']).analyze()
    expect(violations.map(({ id, nodes }) => [what, id, nodes[0]?.html])).toEqual([])
  }
})
