import { deflateRawSync } from 'node:zlib'
import { expect, test } from '@playwright/test'
import { Person } from './people.ts'
import { serverOfFile } from './server.ts'
import { showBy, startStocktake } from './start.ts'

/** Tunnels, power cuts, full disks, closed laptops, cleared caches: nobody’s words are lost, and everybody is told where they stand. */

const PACKED = 103
/** A message as a server packs it: its number, the length of what follows, the message deflated. */
function packed(message: Buffer): Buffer {
  const inside = deflateRawSync(message)
  const length: number[] = []
  for (let rest = inside.length; ; rest >>>= 7) {
    length.push((rest & 127) | (rest > 127 ? 128 : 0))
    if (rest <= 127) break
  }
  return Buffer.concat([Buffer.from([PACKED, ...length]), inside])
}

const server = serverOfFile()

test('two tabs of one person type in one note', async ({ browser }) => {
  const started = await startStocktake(browser, server.url)
  const { facilitator, id } = started
  const anna = await Person.join(browser, started, 'Anna')
  const tabs = [anna, await anna.anotherTab()] as const
  for (const person of [facilitator, ...tabs]) await person.page.goto(`${server.url}/s/${id}?lens=table`)
  await tabs[0].write('Practice, Current', 'plan')
  const fields = [await tabs[0].edit('plan'), await tabs[1].edit('plan')] as const
  await fields[0].press('Control+Home')
  await Promise.all([fields[0].pressSequentially('Whose ', { delay: 30 }), fields[1].pressSequentially(' is this?', { delay: 30 })])

  for (const [i, field] of fields.entries()) {
    await expect(field).toHaveValue('Whose plan is this?')
    await tabs[i]?.isSaved()
  }
  await expect(facilitator.note('Whose plan is this?')).toHaveCount(1)
})

test('words written without a connection outlive the page and are sent once', async ({ browser }) => {
  const started = await startStocktake(browser, server.url)
  const { facilitator, id } = started
  const anna = await Person.join(browser, started, 'Anna')
  for (const person of [facilitator, anna]) await person.page.goto(`${server.url}/s/${id}?lens=table`)
  await anna.isSaved()

  await test.step('in a tunnel: what is written is kept, and told so', async () => {
    await anna.page.context().setOffline(true)
    for (const text of ['In the tunnel', 'Still in the tunnel']) await anna.write('Practice, Current', text)
    await anna.isTold('Offline: 2 notes kept on this device')
  })

  await test.step('a reload fails there, and loses nothing', async () => {
    await anna.page.reload().catch(() => undefined)
    await anna.page.context().setOffline(false)
    await anna.page.goto(`${server.url}/s/${id}?lens=table`)
    for (const person of [anna, facilitator]) {
      await expect(person.note('In the tunnel')).toHaveCount(2)
      await expect(person.note('Still in the tunnel')).toHaveCount(1)
    }
    await anna.isSaved()
  })

  let sockets: { regain: () => void } | undefined
  await test.step('where pages load and sockets do not, the notes are there after a reload, counted', async () => {
    sockets = await anna.loseSockets()
    await anna.write('Practice, Current', 'Behind a proxy')
    await anna.isTold('Offline: 1 note kept on this device')
    await anna.page.reload()
    await anna.isTold('Offline: 1 note kept on this device')
    await expect(anna.note('Behind a proxy')).toBeVisible()
  })

  await test.step('also when the browser has forgotten everything but its copy of the board', async () => {
    await anna.page.evaluate(() => localStorage.clear())
    await anna.page.reload()
    await anna.isTold('Offline: 1 note kept on this device')
    sockets?.regain()
    await anna.isSaved()
    await expect(facilitator.note('Behind a proxy')).toHaveCount(1)
  })

  await test.step('and when the copy is gone, the board comes whole from the server', async () => {
    await anna.page.goto(`${server.url}/robots.txt`)
    await anna.page.evaluate(async () => {
      for (const { name } of await indexedDB.databases()) if (name) indexedDB.deleteDatabase(name)
    })
    await anna.page.goto(`${server.url}/s/${id}?lens=table`)
    await anna.isSaved()
    for (const text of ['Still in the tunnel', 'Behind a proxy']) await expect(anna.note(text)).toHaveCount(1)
  })
})

test('half-written words stay in the box over a reload', async ({ browser }) => {
  const started = await startStocktake(browser, server.url)
  const anna = await Person.join(browser, started, 'Anna')
  await anna.page.goto(`${server.url}/s/${started.id}?lens=table`)
  const bar = anna.page.getByRole('textbox', { name: /^Write a note in/ })
  await bar.fill('Half a thou')
  await anna.page.getByRole('button', { name: 'Add a note to Practice, Current' }).click()
  const box = anna.page.getByRole('textbox', { name: 'New note in Practice, Current' })
  await box.fill('and another ha')
  await anna.page.reload()
  await expect(bar).toHaveValue('Half a thou')
  await expect(box).toHaveValue('and another ha')
  await bar.press('End')
  await bar.pressSequentially('ght')
  await bar.press('Enter')
  await expect(anna.note('Half a thought')).toBeVisible()
  await anna.isSaved()
})

test('a laptop sleeps through hours, a restart and what others write', async ({ browser }) => {
  const started = await startStocktake(browser, server.url)
  const { facilitator, id } = started
  const anna = await Person.join(browser, started, 'Anna')
  await anna.page.clock.install()
  for (const person of [facilitator, anna]) await person.page.goto(`${server.url}/s/${id}?lens=table`)
  await anna.write('Practice, Current', 'Before the nap')
  await anna.isSaved()

  await anna.page.context().setOffline(true)
  await anna.write('Practice, Current', 'While falling asleep')
  await server.stop()
  await facilitator.isTold('Offline: what you write is kept on this device')
  await server.start()
  await facilitator.isSaved()
  await facilitator.write('Policy, Current', 'Written meanwhile')
  await anna.page.clock.fastForward('08:00:00')
  await anna.page.context().setOffline(false)

  await anna.isSaved()
  await expect(anna.note('Written meanwhile')).toBeVisible()
  for (const text of ['Before the nap', 'While falling asleep']) await expect(facilitator.note(text)).toHaveCount(1)
})

test('while the server’s disk is full people are told so, steadily, and lose nothing', async ({ browser }) => {
  test.skip(process.platform !== 'linux', 'prlimit, which fills the disk, is of Linux')
  const started = await startStocktake(browser, server.url)
  const { facilitator, id } = started
  const anna = await Person.join(browser, started, 'Anna')
  for (const person of [facilitator, anna]) await person.page.goto(`${server.url}/s/${id}?lens=table`)
  await anna.write('Practice, Current', 'Stored in time')
  await anna.isSaved()
  await facilitator.isSaved()

  const said = await anna.listenToStatus()
  const saidToReader = await facilitator.listenToStatus()
  let attempts = 0
  anna.page.on('websocket', () => attempts++)
  server.fillDisk()
  await anna.write('Practice, Current', 'No room for this')
  await anna.isTold(/^Not saved: the server cannot store anything right now. 1 note is kept on this device/)
  await expect(anna.readOut(/^Not saved: /)).toHaveCount(1)
  await anna.write('Practice, Current', 'Nor for this')
  await anna.isTold(/2 notes are kept on this device/)
  // Several attempts later it says the same, and who only reads was told nothing.
  await expect.poll(() => attempts, { timeout: 60_000 }).toBeGreaterThan(3)
  expect((await said()).filter((words) => !/^(Saved|Saving|Not saved)/.test(words))).toEqual([])
  expect(await saidToReader()).toEqual([])
  await facilitator.page.reload()
  await facilitator.isSaved()
  await expect(facilitator.note('No room for this')).toHaveCount(0)

  server.freeDisk()
  await anna.isSaved()
  await expect(anna.readOut('The server can store again.')).toHaveCount(1)
  for (const text of ['Stored in time', 'No room for this', 'Nor for this']) await expect(facilitator.note(text)).toHaveCount(1)
  await server.stop('SIGKILL')
  await server.start()
  await anna.page.reload()
  await anna.isSaved()
  for (const text of ['Stored in time', 'No room for this', 'Nor for this']) await expect(anna.note(text)).toHaveCount(1)
})

test('words for a round that closed meanwhile are not accepted, and put back with one press', async ({ browser }) => {
  const started = await startStocktake(browser, server.url)
  const { facilitator, id } = started
  const anna = await Person.join(browser, started, 'Anna')
  for (const person of [facilitator, anna]) await person.page.goto(`${server.url}/s/${id}?lens=table`)
  await anna.isSaved()
  await anna.page.context().setOffline(true)
  await anna.write('Practice, Current', 'Too late for round 1')
  await anna.write('Practice, Current', 'This as well')

  const { page } = facilitator
  await page.getByRole('button', { name: 'Menu' }).click()
  await page.getByRole('menuitem', { name: 'Close round 1…' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Close round 1' }).click()
  await page.getByRole('button', { name: /Where we are now/ }).click()
  await facilitator.isTold('Read only')
  await anna.page.context().setOffline(false)

  await expect(anna.page.getByText('2 notes are kept on this device alone').first()).toBeVisible()
  await expect(anna.page.getByText('The round had been closed.')).toBeVisible()
  await anna.isTold('Saved, except 2 notes that are kept on this device alone')
  await expect(anna.note('Too late for round 1')).toHaveCount(0)

  await page.getByRole('button', { name: 'Menu' }).click()
  await page.getByRole('menuitem', { name: 'Open round 1 again…' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Open round 1' }).click()
  await anna.page.getByRole('button', { name: 'Put back in round 1' }).click()
  await anna.isSaved()
  for (const text of ['Too late for round 1', 'This as well']) await expect(facilitator.note(text)).toHaveCount(1)
  await expect(anna.page.getByText('kept on this device alone')).toHaveCount(0)
})

test('[W223] people see who is where: also after a reconnect, when they come late, and only if they want to', async ({ browser }) => {
  const started = await startStocktake(browser, server.url)
  const { facilitator, id } = started
  // A pointer tells a name only where notes do.
  await showBy(started, 'named')
  const anna = await Person.join(browser, started, 'Anna')
  for (const person of [facilitator, anna]) await person.page.goto(`${server.url}/s/${id}?lens=canvas`)
  const annasPointer = (person: Person) => person.page.getByText('Anna', { exact: true })
  await anna.showEverything()
  const { x, y } = await anna.spot('Practice, Current')
  await anna.page.mouse.move(x, y)
  await expect(annasPointer(facilitator)).toBeVisible()

  await server.stop('SIGKILL')
  await facilitator.isTold(/^Offline/)
  await expect(annasPointer(facilitator)).toHaveCount(0)
  await server.start()
  await expect(annasPointer(facilitator)).toBeVisible()

  const late = await Person.join(browser, started, 'Cleo')
  await late.page.goto(`${server.url}/s/${id}?lens=canvas`)
  await expect(annasPointer(late)).toBeVisible()

  await anna.page.getByRole('button', { name: 'Menu' }).click()
  await anna.page.getByRole('menuitem', { name: 'Pointers of others…' }).click()
  await anna.page.getByRole('radio', { name: 'Never' }).click({ force: true })
  await expect(annasPointer(facilitator)).toHaveCount(0)
  await expect(annasPointer(late)).toHaveCount(0)
})

test('a board that comes packed is the same board', async ({ browser }) => {
  const started = await startStocktake(browser, server.url)
  const { facilitator, id } = started
  const anna = await Person.join(browser, started, 'Anna')
  await facilitator.page.goto(`${server.url}/s/${id}?lens=table`)
  await facilitator.write('Practice, Current', 'Here before she came')
  await facilitator.isSaved()

  let packedCount = 0
  await anna.page.routeWebSocket(/\/sync\/.*zip=1/, (page) => {
    page.connectToServer().onMessage((message) => {
      const isPlain = typeof message !== 'string' && message[0] !== PACKED
      if (isPlain) packedCount++
      page.send(isPlain ? packed(message) : message)
    })
  })
  await anna.page.goto(`${server.url}/s/${id}?lens=table`)
  await expect(anna.note('Here before she came')).toBeVisible()
  await anna.write('Practice, Current', 'Written by her')
  await anna.isSaved()
  const field = await facilitator.edit('Here before she came')
  await field.press('End')
  await field.pressSequentially(', and changed')
  await expect(anna.note('Here before she came, and changed')).toBeVisible()
  await expect(facilitator.note('Written by her')).toBeVisible()
  expect(packedCount).toBeGreaterThan(5)
})

test('who may only read is told so, connected or not', async ({ browser }) => {
  const { observer, id } = await startStocktake(browser, server.url)
  const olga = await Person.come(browser)
  await olga.page.goto(observer)
  await olga.page.getByRole('button', { name: 'Come in' }).click()
  await olga.page.waitForURL(/\/s\//)
  await olga.page.goto(`${server.url}/s/${id}?lens=table`)
  await olga.isTold('Read only')
  await olga.page.context().setOffline(true)
  await olga.isTold('Offline: you see the notes as they last were')
})
