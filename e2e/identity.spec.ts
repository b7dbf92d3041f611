import { expect, test } from '@playwright/test'
import { look } from './look.ts'
import { Person, PHONE, sees } from './people.ts'
import { serverOfFile } from './server.ts'
import { showBy, startStocktake } from './start.ts'

/** Whose a note is shown to be, who may write for whom, and what can be held back. */

const server = serverOfFile()

const CELL = 'Practice, Barriers'
const press = (person: Person, name: string | RegExp) => person.page.getByRole('button', { name }).first().click()

test('[P20] a facilitator changes how notes are shown while people write: all are told, new notes keep to it, earlier ones to theirs', async ({ browser }) => {
  const started = await startStocktake(browser, server.url)
  const { facilitator, url, id, code } = started
  const phone = await Person.come(browser, PHONE)
  await phone.page.goto(`${url}/j/${code}`)
  await sees(phone, 'Your notes show your group, not your name.')
  await phone.page.getByRole('radio', { name: 'Clinicians and practitioners' }).click({ force: true })
  await sees(phone, 'Nobody has joined from this group yet.')
  await look(phone, 'join-phone')
  await phone.page.getByLabel('Your name (optional)').fill('Dee')
  await phone.page.getByRole('button', { name: 'Join', exact: true }).click()
  await phone.page.waitForURL(/\/s\//)
  await sees(phone, 'Shown as: Clinicians and practitioners. Your name is not shown with it. You are the only one here from your group')
  await phone.writeOnPhone(CELL, 'first words')
  await look(phone, 'write-phone-group')

  await facilitator.page.goto(`${url}/s/${id}?lens=table`)
  await press(facilitator, 'Menu')
  await facilitator.page.getByRole('menuitem', { name: 'How notes are shown…' }).click()
  await facilitator.page.getByRole('radio', { name: 'Anonymous' }).click({ force: true })
  await look(facilitator, 'shown-how')
  await press(facilitator, 'Change it for everybody')
  for (const person of [facilitator, phone]) await expect(person.readOut('From now on notes are anonymous')).toBeVisible()
  await sees(phone, 'Shown without your group and your name.')
  await phone.writeOnPhone(CELL, 'nobody dares to say it')
  await look(phone, 'write-phone-anonymous')
  await expect(facilitator.note('nobody dares to say it').getByText('Anonymous')).toBeVisible()
  await look(facilitator, 'table-anonymous')

  await showBy(started, 'named')
  await expect(phone.readOut('What was written before stays as it was promised.')).toBeVisible()
  await sees(phone, 'Shown as: Dee, Clinicians and practitioners.')
  await phone.writeOnPhone(CELL, 'signed with my name')
  await expect(facilitator.note('signed with my name').getByText('Dee')).toBeVisible()
  await expect(facilitator.note('nobody dares to say it').getByText('Anonymous')).toBeVisible()
  await expect(facilitator.note('first words').getByText('Clinicians')).toBeVisible()
  for (const text of ['first words', 'nobody dares to say it']) await expect(facilitator.note(text).getByText('Dee')).toHaveCount(0)
  await look(facilitator, 'table-mixed')
  await facilitator.page.goto(`${url}/s/${id}?lens=canvas`)
  await facilitator.showEverything()
  await expect(facilitator.page.locator('.tl-shape').filter({ hasText: 'nobody dares to say it' }).getByText('Anonymous')).toBeVisible()
  await look(facilitator, 'canvas-mixed')

  // The line goes when it was read, and stays away.
  await phone.page.getByRole('status').filter({ hasText: 'From now on' }).getByRole('button', { name: 'Close' }).click()
  await expect(phone.readOut('From now on')).toHaveCount(0)
  await phone.page.reload()
  await sees(phone, 'Shown as: Dee, Clinicians and practitioners.')
  await expect(phone.readOut('From now on')).toHaveCount(0)
})

test('[P21] [W170] a scribe writes for a group and for somebody without a device, and pastes a list with one step of undo', async ({ browser }) => {
  const { facilitator: scribe, url, id } = await startStocktake(browser, server.url)
  await scribe.page.goto(`${url}/s/${id}?lens=table`)
  await press(scribe, /Write for$/)
  await scribe.page.getByRole('option', { name: 'People who use services and carers' }).click()
  await scribe.page.getByText('Typed for somebody without a device').click()
  await sees(scribe, 'Shown as: People who use services and carers, not as yours. Marked “Typed for somebody”.')
  await scribe.write(CELL, 'I tell it each time anew')
  await expect(scribe.note('I tell it each time anew').getByText('Lived exp.')).toBeVisible()
  await expect(scribe.note('I tell it each time anew').getByText('Typed for somebody')).toBeVisible()
  await look(scribe, 'scribe')

  const field = scribe.page.getByRole('textbox', { name: `New note in ${CELL}` })
  await field.evaluate((area) => {
    const clipboardData = new DataTransfer()
    clipboardData.setData('text/plain', '• We wait for letters\n2. I tell it each time ANEW\n- We wait  for letters\n– Nobody rings back')
    area.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
  })
  await sees(scribe, 'Twice in what you pasted')
  await sees(scribe, 'Already in this cell')
  await look(scribe, 'paste')
  await press(scribe, /Put them into$/)
  await scribe.page.getByRole('option', { name: 'Culture, Current' }).click()
  await expect(scribe.page.getByText('Already in this cell')).toHaveCount(0)
  await scribe.page.getByText('Nobody rings back').click()
  await press(scribe, 'Add 2 notes')
  await expect(scribe.cell('Culture, Current').getByRole('listitem')).toHaveCount(2)
  await expect(scribe.cell('Culture, Current').getByText('Typed for somebody')).toHaveCount(2)
  await press(scribe, /^Undo/)
  await expect(scribe.cell('Culture, Current').getByRole('listitem')).toHaveCount(0)
})

test('[L37] [L38] who was told so writes alone knowing that notes can be read; a held note is reworded and shown', async ({ browser }) => {
  const started = await startStocktake(browser, server.url)
  const { facilitator, url, id } = started
  const round = `${url}/api/stocktakes/${id}/rounds/1`
  const headers = { origin: url }
  const may = { add: true, edit: true, move: true, group: false, vote: false }
  const steps = [{ id: 'w', kind: 'write', title: 'Write alone', instruction: '', minutes: 5, cells: null, may }]
  expect((await facilitator.page.request.put(`${round}/steps`, { data: { steps }, headers })).status()).toBe(200)
  expect((await facilitator.page.request.post(`${round}/step`, { data: { to: 'w', from: null }, headers })).status()).toBe(200)
  await facilitator.page.goto(`${url}/s/${id}?lens=table`)
  const [ana, ben] = [await Person.join(browser, started, 'Ana'), await Person.join(browser, started, 'Ben')]
  for (const { page } of [ana, ben]) await page.goto(`${url}/s/${id}?lens=table`)
  const write = async (person: Person, text: string) => {
    const box = person.page.getByRole('textbox', { name: /^Write a note in/ })
    await box.fill(text)
    await box.press('Enter')
    await expect(person.note(text)).toBeVisible()
  }
  await write(ana, 'written before anybody was told')
  await press(facilitator, 'Read before…')
  await press(facilitator, 'Tell everybody')
  for (const person of [ana, ben]) await expect(person.readOut('From now on a facilitator may read what is written alone')).toBeVisible()
  await sees(ana, 'A facilitator may read it before that, without learning whose it is.')
  await write(ana, 'that fool in ward three')
  await write(ben, 'we lack beds')
  await facilitator.page.keyboard.press('Escape')
  await press(facilitator, 'Read before…')
  const dialog = facilitator.page.getByRole('dialog')
  await expect(dialog.getByRole('listitem')).toHaveCount(2)
  await expect(dialog.getByText('1 more note is not to be read')).toBeVisible()
  await press(facilitator, 'Hold back: that fool in ward three')
  await expect(dialog.getByText('Held back. Whoever wrote it is told privately')).toBeVisible()
  await look(facilitator, 'preview')
  await facilitator.page.keyboard.press('Escape')
  await expect(ana.readOut('A facilitator holds 1 note of yours back.')).toBeVisible()
  await expect(ana.note('that fool in ward three').getByText('Held back')).toBeVisible()
  await expect(ben.page.getByText('Held back')).toHaveCount(0)
  await look(ana, 'held')

  const reveal = () => press(facilitator, /^Reveal \d+ note/)
  await reveal()
  await expect(facilitator.note('we lack beds')).toBeVisible()
  await expect(facilitator.page.getByText('that fool in ward three')).toHaveCount(0)
  const field = await ana.edit('that fool in ward three')
  await field.fill('nobody listens in ward three')
  await expect(ana.readOut('A facilitator holds')).toHaveCount(0)
  await field.press('Escape')
  await expect(ana.page.getByText('Saved', { exact: true }).first()).toBeVisible()
  await reveal()
  await expect(facilitator.note('nobody listens in ward three')).toBeVisible()
})

test('[X20] the facilitator says how a group of one is told, and the record and the files keep to it', async ({ browser }) => {
  const started = await startStocktake(browser, server.url)
  const { facilitator, url, id, groups } = started
  const ana = await Person.join(browser, started, 'Ana')
  for (let i = 0; i < 3; i++) {
    const other = await Person.come(browser)
    await other.page.request.post(`${url}/api/join`, { data: { code: started.code, groupId: groups[2] } })
    await other.page.goto(`${url}/s/${id}?lens=table`)
    await sees(other, 'Managers and commissioners')
  }
  await ana.page.goto(`${url}/s/${id}?lens=table`)
  await ana.write(CELL, 'only I can have said it')
  await ana.isSaved()
  await facilitator.page.goto(`${url}/s/${id}/setup#groups`)
  await sees(facilitator, 'One person: everything this group says can be told to be theirs.')
  const csv = async () => (await facilitator.page.request.get(`${url}/api/stocktakes/${id}/export.csv`)).text()
  expect(await csv()).toContain('Other groups')
  await facilitator.page.getByRole('heading', { name: 'Small groups in results and files' }).scrollIntoViewIfNeeded()
  await look(facilitator, 'small-groups')
  await press(facilitator, /Clinicians and practitioners, when it is small/)
  await facilitator.page.getByRole('option', { name: 'As part of Managers and commissioners' }).click()
  await press(facilitator, 'Save: Small groups in results and files')
  await expect.poll(csv).toContain('Managers and commissioners with Clinicians and practitioners')
  const closed = await facilitator.page.request.post(`${url}/api/stocktakes/${id}/rounds/1/close`, { data: {}, headers: { origin: url } })
  expect(closed.status()).toBe(200)
  await facilitator.page.goto(`${url}/s/${id}/rounds/1`)
  await sees(facilitator, 'Managers and commissioners with Clinicians and practitioners:')
  await look(facilitator, 'record')
})
