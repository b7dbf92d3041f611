import { type Browser, expect, test } from '@playwright/test'
import { Person, PHONE, sees } from './people.ts'
import { serverOfFile } from './server.ts'
import { startStocktake } from './start.ts'

const server = serverOfFile()

const CELL = 'Practice, Barriers'

/** Presses the button, when it is there. */
const press = (person: Person, name: string | RegExp) => person.page.getByRole('button', { name }).click()

/** A facilitator has made the first round one of 120 minutes; everybody is in its first step. */
async function workshop(browser: Browser) {
  const started = await startStocktake(browser, server.url)
  const { facilitator, url, id, code } = started
  await facilitator.page.goto(`${url}/s/${id}/setup#rounds`)
  await press(facilitator, '120 minutes')
  await sees(facilitator, 'Together 120 minutes.')
  await press(facilitator, 'Save: steps of round 1')
  await expect(facilitator.page.getByText('Saved', { exact: true }).first()).toBeVisible()
  await facilitator.page.goto(`${url}/s/${id}?lens=table`)
  const people: Person[] = []
  for (const name of ['Ana', 'Ben', 'Cleo']) {
    const person = await Person.join(browser, started, name)
    await person.page.goto(`${url}/s/${id}?lens=table`)
    people.push(person)
  }
  const phone = await Person.come(browser, PHONE)
  await phone.join(url, code, 'Clinicians and practitioners', 'Dee')
  const [ana, ben, cleo] = people as [Person, Person, Person]
  await sees(facilitator, '5 here')
  return { ...started, ana, ben, cleo, phone, everybody: [facilitator, ana, ben, cleo, phone] }
}

/** Writes a note with the one input at the bottom. */
async function writeBelow(person: Person, text: string) {
  const box = person.page.getByRole('textbox', { name: /^Write a note in/ })
  await box.fill(text)
  await box.press('Enter')
  await expect(person.note(text)).toBeVisible()
}

async function chooseCell(person: Person, row: string, column: string) {
  for (const [label, option] of [
    ['Row', row],
    ['Column', column],
  ] as const) {
    await person.page.getByRole('combobox', { name: label, exact: true }).selectOption({ label: option })
  }
}

test('[L1] [L3] [L7] [L11] [L13] [L16] a facilitator leads three participants and a phone from writing alone to gathering', async ({ browser }) => {
  const { facilitator, ana, ben, cleo, phone, everybody } = await workshop(browser)
  await press(facilitator, 'Begin with Open for 5 people')
  for (const person of everybody) await sees(person, 'Step 1 of 11')
  await sees(ana, 'Nothing is written in this step.')

  // A move is taken back.
  await press(facilitator, 'Move 5 people to What we heard')
  await sees(phone, 'Step 2 of 11')
  await press(facilitator, /^Take the move back/)
  for (const person of everybody) await sees(person, 'Step 1 of 11')

  // Looking ahead moves nobody; the press there says whom it moves.
  await press(facilitator, 'All steps')
  await sees(facilitator, 'One thought a note, in your own words.')
  await sees(ana, 'Step 1 of 11')
  await press(facilitator, 'Move 5 people to Write alone')
  for (const person of everybody) await sees(person, 'Step 4 of 11')

  // Everybody writes; nobody sees more than that others do.
  await sees(ana, 'Only you see these until they are revealed.')
  await chooseCell(ana, 'Practice', 'Barriers')
  await writeBelow(ana, 'Nobody reads the plan')
  await writeBelow(ana, 'It is typed twice')
  await writeBelow(ben, 'No time to ask')
  await writeBelow(phone, 'The system logs me out')
  for (const person of everybody) await sees(person, '4 notes by 3 people so far')
  await expect(cleo.cell(CELL).getByText('+ 2 not revealed')).toBeVisible()
  for (const person of [facilitator, ben, cleo, phone]) await expect(person.page.getByText('Nobody reads the plan')).toHaveCount(0)
  // One's own are changed and deleted before anybody sees them.
  await ana
    .note('It is typed twice')
    .getByRole('button', { name: /^Actions for the note/ })
    .click()
  await ana.page.getByRole('menuitem', { name: 'Delete' }).click()
  await sees(facilitator, '3 notes by 3 people so far')
  await ana.isSaved()

  // Who has no connection writes on; it is theirs to show when they are back.
  await ben.page.context().setOffline(true)
  await writeBelow(ben, 'Written in the tunnel')
  await sees(ben, 'Offline: 1 note kept on this device')

  // A half-typed note survives the reveal.
  await cleo.page.getByRole('textbox', { name: /^Write a note in/ }).fill('I am still')
  await press(facilitator, 'Reveal 3 notes to 4 people')
  await ben.page.context().setOffline(false)
  for (const person of [facilitator, ana, ben, cleo]) await expect(person.noteIn(CELL, 'Nobody reads the plan')).toBeVisible()
  await sees(ben, '1 note of yours came after the others were revealed.')
  await expect(ana.page.getByText('Written in the tunnel')).toHaveCount(0)
  await expect(cleo.page.getByRole('textbox', { name: /^Write a note in/ })).toHaveValue('I am still')
  await writeBelow(cleo, 'I am still writing')
  await sees(cleo, '1 note of yours came after the others were revealed.')
  await press(cleo, 'Show it to everybody, marked “Late”')
  await expect(ana.note('I am still writing').getByText('Late')).toBeVisible()
  await expect(cleo.page.getByText('Only you see these until they are revealed.')).toBeVisible()

  await sees(facilitator, '5 here')

  // Talk, then gather: everybody may again write, and change what is theirs.
  await press(facilitator, 'Move 5 people to Reveal and place')
  await press(facilitator, 'Move 5 people to Talk in groups')
  for (const person of everybody) await sees(person, 'Step 6 of 11')
  await ben.write(CELL, 'Said aloud')
  await expect(ana.noteIn(CELL, 'Said aloud')).toBeVisible()
  await press(facilitator, 'Move 5 people to Cluster and name')
  for (const person of everybody) await sees(person, 'Step 7 of 11')
  await phone.page.getByRole('button', { name: 'Board', exact: true }).click()
  await expect(ana.noteIn(CELL, 'Nobody reads the plan')).toBeVisible()
})

test('[L6] [L9] the clock shows the same second on every screen, and a late joiner lands on the live step', async ({ browser }) => {
  const { facilitator, ana, phone, url, code } = await workshop(browser)
  await press(facilitator, /^Begin with Open/)
  await press(facilitator, 'Start the clock for 10 minutes')
  const timer = (person: Person) => person.page.getByRole('timer')
  for (const person of [facilitator, ana, phone]) await expect(timer(person)).toHaveText(/^09:5\d$/)

  // Both pages note when they change to another second; the moments lie close together.
  const change = (person: Person) =>
    person.page.evaluate(() => {
      const found = document.querySelector('[role="timer"]')
      return new Promise<{ text: string; at: number }>((resolve) => {
        const watch = new MutationObserver(() => {
          const text = found?.textContent ?? ''
          if (!text.endsWith('0') && !text.endsWith('5')) return
          watch.disconnect()
          resolve({ text, at: performance.timeOrigin + performance.now() })
        })
        if (found) watch.observe(found, { subtree: true, characterData: true, childList: true })
      })
    })
  const [one, other] = await Promise.all([change(ana), change(phone)])
  expect(one.text).toBe(other.text)
  expect(Math.abs(one.at - other.at)).toBeLessThan(300)

  await press(facilitator, 'Pause')
  await expect(timer(phone)).toContainText('paused')
  await press(facilitator, 'One minute more')
  await expect(timer(ana)).toContainText(/^10:/)
  await press(facilitator, 'Stop the clock')
  await expect(timer(ana)).toHaveCount(0)

  await press(facilitator, /^Move \d people to What we heard/)
  const late = await Person.come(browser, PHONE)
  await late.join(url, code, 'Managers and commissioners')
  await sees(late, 'You join at step 2 of 11: What we heard')
  await sees(late, 'So far: Open.')
})
