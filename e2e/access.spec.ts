import { expect, test } from '@playwright/test'
import { Person } from './people.ts'
import { serverOfFile } from './server.ts'
import { startStocktake } from './start.ts'

/** Ways in: starting, links for the roles, coming back; and what is said when a way is closed. */

const server = serverOfFile()

test('[J1] a template is there in one press, and so is a blank start', async ({ browser }) => {
  const { page } = await Person.come(browser)
  const start = async (title: string, choice?: string) => {
    await page.goto(server.url)
    await page.getByRole('button', { name: 'Start a stocktake' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('button', { name: 'Start', exact: true }).click()
    await expect(dialog.getByText('Give the stocktake a title.')).toBeVisible()
    await dialog.getByLabel('Title').fill(title)
    await dialog.getByLabel('Shared object').fill('One letter that arrives')
    if (choice) await dialog.getByRole('radio', { name: choice }).click({ force: true })
    await dialog.getByRole('button', { name: 'Start', exact: true }).click()
    await page.waitForURL(/\/setup/)
    const id = /\/s\/([^/]+)/.exec(page.url())?.[1]
    return (await (await page.request.get(`${server.url}/api/stocktakes/${id}`)).json()) as {
      rounds: { question: string }[]
      groups: object[]
      matrix: { dimensions: object[]; intelligenceTypes: { core: boolean }[] }
    }
  }
  const ready = await start('From the template')
  expect([ready.rounds.length, ready.groups.length]).toEqual([4, 5])
  expect(ready.rounds.every((round) => round.question)).toBe(true)
  const blank = await start('From nothing', 'Blank')
  expect([blank.rounds.length, blank.groups.length]).toEqual([1, 2])
  for (const { matrix } of [ready, blank]) {
    expect(matrix.dimensions).toHaveLength(4)
    expect(matrix.intelligenceTypes.filter((type) => type.core)).toHaveLength(4)
  }
  await page.goto(server.url)
  for (const title of ['From the template', 'From nothing']) await expect(page.getByRole('link', { name: `Open ${title}` })).toBeVisible()
})

test('[J6] [P1] the links of the set-up give the three roles; an observer reads everything and can change nothing', async ({ browser }) => {
  const started = await startStocktake(browser, server.url)
  const { facilitator, id } = started
  const { page } = facilitator
  await page.goto(`${server.url}/s/${id}?lens=table`)
  await facilitator.write('Practice, Current', 'The plan is in a locked cupboard')
  await facilitator.isSaved()
  await page.goto(`${server.url}/s/${id}/setup#people`)
  const linkFor = async (whom: string) =>
    page
      .getByRole('listitem')
      .filter({ hasText: `Link for ${whom}` })
      .locator('code')
      .innerText()

  const comeBy = async (link: string, role: string) => {
    const person = await Person.come(browser)
    await person.page.goto(link)
    await expect(person.page.getByText(`You are about to come in as ${role}`)).toBeVisible()
    await person.page.getByRole('button', { name: 'Come in' }).click()
    await person.page.waitForURL(/\/s\//)
    return person
  }

  await test.step('a colleague becomes facilitator', async () => {
    const colleague = await comeBy(await linkFor('facilitators'), 'facilitator')
    await colleague.page.getByRole('button', { name: 'Menu' }).click()
    await expect(colleague.page.getByRole('menuitem', { name: 'Set-up' })).toBeVisible()
  })

  await test.step('a participant is asked for the group', async () => {
    const participant = await Person.come(browser)
    await participant.page.goto(await linkFor('participants'))
    await expect(participant.page.getByText('Which group do you speak for?')).toBeVisible()
    await participant.page.getByRole('button', { name: 'Join', exact: true }).click()
    await expect(participant.page.getByText('Choose the group you speak for.')).toBeVisible()
  })

  const observer = await comeBy(await linkFor('observers'), 'observer')
  await test.step('[W53] an observer finds no control that changes anything, in the table, on the canvas, on a phone', async () => {
    await observer.open('?lens=table')
    await expect(observer.noteIn('Practice, Current', 'The plan is in a locked cupboard')).toBeVisible()
    await expect(observer.page.getByText('Read only: you are here as an observer.')).toBeVisible()
    await expect(observer.page.getByRole('textbox')).toHaveCount(0)
    for (const name of [/^Add/, /^Actions for/, 'Undo', 'Redo', 'Edit the shelf']) await expect(observer.page.getByRole('button', { name })).toHaveCount(0)
    await observer.page.getByRole('button', { name: 'Menu' }).click()
    for (const name of ['Set-up', 'Carry forward', 'Close round 1…', 'Show join card'])
      await expect(observer.page.getByRole('menuitem', { name })).toHaveCount(0)
    await observer.page.keyboard.press('Escape')

    await observer.open('?lens=canvas')
    await expect(observer.shape('The plan is in a locked cupboard')).toBeVisible()
    for (const name of [/New note/, 'Draw freehand', 'Arrow', 'Label', /^Erase/]) await expect(observer.page.getByRole('button', { name })).toHaveCount(0)
    await observer.showEverything()
    await observer.drag('The plan is in a locked cupboard', 'Technology, Barriers')
    const { x, y } = await observer.spot('Policy, Current')
    await observer.page.mouse.dblclick(x, y)
    await observer.page.keyboard.type('I was here')
    await observer.page.goto(`${server.url}/s/${id}?lens=table`)
    await expect(observer.noteIn('Practice, Current', 'The plan is in a locked cupboard')).toBeVisible()
    await expect(observer.note('I was here')).toHaveCount(0)

    await observer.page.setViewportSize({ width: 390, height: 844 })
    await expect(
      observer
        .noteIn('Practice, Current', 'The plan is in a locked cupboard')
        .or(observer.page.getByRole('button', { name: /^Practice/ }))
        .first(),
    ).toBeVisible()
    await expect(observer.page.getByRole('button', { name: 'Write', exact: true })).toHaveCount(0)
    await expect(observer.page.getByText('Read only: you are here as an observer.').locator('visible=true').first()).toBeVisible()
    await expect(observer.page.getByRole('textbox')).toHaveCount(0)
  })

  await test.step('[W53] nor by an address typed by hand', async () => {
    await observer.open('/setup')
    await expect(observer.page.getByText('Set-up is for facilitators')).toBeVisible()
    await observer.open('/carry')
    await expect(observer.page.getByText(/^Here the facilitators decide/)).toBeVisible()
  })
})

test('[J7] [J9] a browser comes back by itself, and a return code brings the same person to another device', async ({ browser }) => {
  const started = await startStocktake(browser, server.url)
  const anna = await Person.come(browser)
  await anna.join(server.url, started.code, 'Clinicians and practitioners', 'Anna')
  const code = await anna.page.getByRole('complementary', { name: 'Your return code' }).locator('strong').innerText()
  await anna.open('?lens=table')
  await anna.write('Practice, Current', 'The plan is in a locked cupboard')
  await anna.isSaved()

  await test.step('the code typed again, the address, the start page: nobody asks anything', async () => {
    await anna.page.goto(`${server.url}/j/${started.code}`)
    await anna.page.waitForURL(/\/s\//)
    await anna.page.goto(server.url)
    await anna.page.getByRole('link', { name: 'Open One shared plan' }).click()
    await expect(anna.page.getByText('You: Anna, Clinicians')).toBeVisible()
  })

  await test.step('another device is the same person, and may change her note', async () => {
    const tablet = await Person.come(browser)
    await tablet.page.goto(server.url)
    await tablet.page.getByRole('link', { name: 'I have a return code' }).click()
    await tablet.page.getByLabel('Return code').fill(code.toLowerCase())
    await tablet.page.getByRole('button', { name: 'Come back' }).click()
    await tablet.page.waitForURL(/\/s\//)
    await expect(tablet.page.getByText('You: Anna, Clinicians')).toBeVisible()
    await tablet.open('?lens=table')
    const note = tablet.note('The plan is in a locked cupboard')
    await expect(note.getByText('Mine')).toBeVisible()
    await note.getByRole('button', { name: /^Actions for/ }).click()
    await expect(tablet.page.getByRole('menuitem', { name: 'Edit' })).toBeVisible()
  })
})

test('[W55] a way that leads nowhere says so, and offers one that leads on', async ({ browser }) => {
  const started = await startStocktake(browser, server.url)
  const { id, code, facilitator } = started
  const { page } = await Person.come(browser)

  await test.step('a code that nobody has', async () => {
    await page.goto(server.url)
    await page.getByLabel('Code of the stocktake').fill('abc')
    await page.getByRole('button', { name: 'Go on' }).click()
    await expect(page.getByText('Type the 6 letters and digits of the code.')).toBeVisible()
    await page.getByLabel('Code of the stocktake').fill('ZZZZZ9')
    await page.getByRole('button', { name: 'Go on' }).click()
    await expect(page.getByText('No stocktake has that code. Check it with the facilitator: codes have 6 letters and digits.')).toBeVisible()
    await page.goto(`${server.url}/j/ZZZZZ9`)
    await expect(page.getByRole('heading', { name: 'No stocktake has the code ZZZZZ9' })).toBeVisible()
    await page.getByLabel('Code of the stocktake').fill(code)
    await page.getByRole('button', { name: 'Go on' }).click()
    await expect(page.getByText('Which group do you speak for?')).toBeVisible()
  })

  await test.step('a return code that nobody has, or half of one', async () => {
    await page.goto(`${server.url}/return`)
    await page.getByLabel('Return code').fill('ABC')
    await page.getByRole('button', { name: 'Come back' }).click()
    await expect(page.getByText('Type the 12 letters and digits of your return code.')).toBeVisible()
    await page.getByLabel('Return code').fill('ABC DEF GHJ KLM')
    await page.getByRole('button', { name: 'Come back' }).click()
    await expect(page.getByText('Nobody has that return code. Check it, or join again with the code of the stocktake.')).toBeVisible()
  })

  await test.step('a link that is not valid, an address that is none, a stocktake one is not in', async () => {
    await page.goto(`${server.url}/k/${id}.f.notthesecret`)
    await expect(page.getByRole('heading', { name: 'This link is not valid' })).toBeVisible()
    await page.goto(`${server.url}/nowhere/at/all`)
    await expect(page.getByRole('heading', { name: 'There is nothing at this address' })).toBeVisible()
    await page.goto(`${server.url}/s/${id}`)
    await expect(page.getByRole('heading', { name: 'You are not in this stocktake on this device' })).toBeVisible()
    await expect(page.getByRole('link', { name: 'I have a return code' })).toBeVisible()
    await page.goto(`${server.url}/s/doesnotexist1234`)
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    await expect(page.getByRole('link', { name: 'Type the code of a stocktake' })).toBeVisible()
  })

  await test.step('a round that is still open, and one that does not exist', async () => {
    await facilitator.page.goto(`${server.url}/s/${id}/rounds/1`)
    await expect(facilitator.page.getByText('This round is open. Its record is made when it is closed.')).toBeVisible()
    await facilitator.page.goto(`${server.url}/s/${id}/rounds/9`)
    await expect(facilitator.page.getByText('This stocktake has no round with that number.')).toBeVisible()
  })

  await test.step('joining that is closed, and open again', async () => {
    await facilitator.setUp('people')
    await facilitator.page.getByRole('radio', { name: /^Closed/ }).click({ force: true })
    await expect(facilitator.page.getByRole('radio', { name: /^Closed/ })).toBeChecked()
    await page.goto(`${server.url}/j/${code}`)
    await expect(page.getByText('Joining is closed for now. Ask a facilitator to open it again, then load this page again.')).toBeVisible()
    await facilitator.page.getByRole('radio', { name: /^Open/ }).click({ force: true })
    await expect(facilitator.page.getByRole('radio', { name: /^Open/ })).toBeChecked()
    await page.reload()
    await expect(page.getByText('Which group do you speak for?')).toBeVisible()
  })
})
