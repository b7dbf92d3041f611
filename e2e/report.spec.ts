import { readFile } from 'node:fs/promises'
import { expect, test } from '@playwright/test'
import { Person } from './people.ts'
import { serverOfFile } from './server.ts'

/** What a facilitator sends after a round: looked at, written in place with a colleague, and taken away. */

const server = serverOfFile()

/** The example with its rounds, and a browser that is its facilitator. */
async function example(person: Person): Promise<{ id: string; link: string }> {
  const { request } = person.page
  const answer = await request.post(`${server.url}/api/example`, { headers: { origin: server.url } })
  const { stocktakeId, links } = await answer.json()
  return { id: stocktakeId, link: links.facilitator }
}

async function follow(person: Person, link: string): Promise<void> {
  const key = link.split('/k/')[1]
  const answer = await person.page.request.post(`${server.url}/api/join`, { data: { key }, headers: { origin: server.url } })
  expect(answer.status()).toBe(201)
}

test('[X13] [X15] two facilitators write into the pack of a round, lose nothing of each other, and take it as a file', async ({ browser }) => {
  const [ann, ben] = [await Person.come(browser), await Person.come(browser, { viewport: { width: 390, height: 844 } })]
  const { id, link } = await example(ann)
  await follow(ben, link)
  const summary = (person: Person) => person.page.getByRole('textbox', { name: 'Summary', exact: true })
  for (const { page } of [ann, ben]) {
    await page.goto(`${server.url}/s/${id}/report?show=2`)
    await expect(page.getByRole('heading', { name: 'The matrix on one page' })).toBeVisible()
  }

  await summary(ann).fill('Nobody owns the plan.')
  await summary(ann).blur()
  await expect(summary(ben)).toHaveValue('Nobody owns the plan.')

  // Both begin with the same words; the second is asked.
  await ben.page.route('**/report/words', (route) => route.abort())
  await summary(ben).fill('Nobody owns the plan, and two audits want it.')
  await summary(ben).blur()
  await expect(ben.page.getByText('Not saved. Your words are kept on this device.')).toBeVisible()
  await summary(ann).fill('Nobody owns the plan yet.')
  await summary(ann).blur()
  await expect(ben.page.getByText('Somebody else changed this while you were writing')).toBeVisible()
  await ben.page.unroute('**/report/words')
  await expect(summary(ben)).toHaveValue('Nobody owns the plan, and two audits want it.')
  await ben.page.getByRole('button', { name: 'Keep mine' }).click()
  await expect(summary(ann)).toHaveValue('Nobody owns the plan, and two audits want it.')

  const { page } = ann
  await page.getByRole('button', { name: 'Add a key message' }).click()
  const message = page.getByRole('group', { name: 'Key message 1' })
  await message.getByRole('textbox', { name: 'Title' }).fill('One plan, two audits')
  await message.getByRole('button', { name: 'Choose notes…' }).click()
  await page.getByRole('dialog').getByRole('checkbox').first().check({ force: true })
  await page.getByRole('button', { name: 'Use these notes' }).click()
  await expect(message.getByRole('listitem')).toHaveCount(1)
  await page.getByRole('button', { name: 'Write: Comment on the matrix' }).click()
  await expect(page.getByRole('textbox', { name: 'Comment on the matrix' })).toBeFocused()
  await page.keyboard.type('Look at the last row.')
  await page.getByRole('textbox', { name: 'Comment on the matrix' }).blur()
  await expect(page.getByText('Not saved yet')).toHaveCount(0)

  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: /^Markdown: / }).click()
  const file = await download
  expect(file.suggestedFilename()).toMatch(/_round-2_pack_\d{4}-\d\d-\d\d\.md$/)
  const words = await readFile((await file.path()) ?? '', 'utf8')
  for (const said of ['Nobody owns the plan, and two audits want it.', 'One plan, two audits', 'Look at the last row.']) expect(words).toContain(said)

  // Made again on another day it has them still.
  await page.reload()
  await expect(summary(ann)).toHaveValue('Nobody owns the plan, and two audits want it.')
})

test('[X13] [X16] the moment a round closes its pack is ready, for facilitators alone', async ({ browser }) => {
  const [ann, guest] = [await Person.come(browser), await Person.come(browser)]
  const { id } = await example(ann)
  const at = `${server.url}/api/stocktakes/${id}`
  const view = await (await ann.page.request.get(at)).json()
  await guest.join(server.url, view.joinCode, view.groups[0].label)
  await ann.page.goto(`${server.url}/s/${id}`)
  expect((await ann.page.request.post(`${at}/rounds/4/close`, { headers: { origin: server.url } })).status()).toBe(200)
  await expect(ann.page.getByText('The pack of round 4 is ready.')).toBeVisible()
  await expect(guest.page.getByText('The pack of round 4 is ready.')).toHaveCount(0)
  await ann.page.getByRole('link', { name: 'Look at it and send it' }).click()
  await expect(ann.page.getByRole('heading', { name: 'What goes forward, and what does not' })).toBeVisible()
  await guest.open('/report')
  await expect(guest.page.getByText('Reports are for facilitators')).toBeVisible()
})
