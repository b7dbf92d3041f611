import { expect, test } from '@playwright/test'
import { look } from './look.ts'
import { Person, PHONE } from './people.ts'
import { serverOfFile } from './server.ts'
import { startStocktake } from './start.ts'

const server = serverOfFile()

test('[J25] [X21] people say in one press where they take part and change it later, and the record counts them', async ({ browser }) => {
  const started = await startStocktake(browser, server.url)
  const { facilitator, url, id, code } = started
  const phone = await Person.come(browser, PHONE)
  await phone.page.goto(`${url}/j/${code}`)
  await phone.page.getByRole('radio', { name: 'Clinicians and practitioners' }).click({ force: true })
  await phone.page.getByRole('radio', { name: 'Joining from elsewhere' }).click({ force: true })
  await look(phone, 'where-join-phone', { fullPage: true })
  await phone.page.getByRole('button', { name: 'Join', exact: true }).click()
  await expect(phone.page.getByRole('textbox', { name: /^Write a note in/ })).toBeVisible()

  await facilitator.page.goto(`${url}/s/${id}?lens=table`)
  const ana = await Person.join(browser, started, 'Ana')
  await ana.page.goto(`${url}/s/${id}?lens=table`)
  await facilitator.page.getByRole('button', { name: 'People', exact: true }).first().click()
  const panel = facilitator.page.getByRole('region', { name: 'People', exact: true })
  await expect(panel.getByText('Participant, here, from elsewhere')).toBeVisible()
  await panel.getByRole('button', { name: 'What to do with Ana' }).click()
  await look(facilitator, 'where-menu')
  await facilitator.page.getByRole('menuitem', { name: 'Where they are…' }).click()
  const dialog = facilitator.page.getByRole('dialog')
  await dialog.getByText('In the room', { exact: true }).click()
  await expect(dialog.getByRole('radio', { name: 'In the room' })).toBeChecked()
  await look(facilitator, 'where-person')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(panel.getByText('1 in the room, 1 from elsewhere, 1 not said')).toBeVisible()
  await look(facilitator, 'where-people')

  await phone.page.getByRole('button', { name: 'Menu', exact: true }).click()
  await phone.page.getByRole('menuitem', { name: 'Where I am…' }).click()
  const own = phone.page.getByRole('dialog')
  await expect(own.getByRole('radio', { name: 'Joining from elsewhere' })).toBeChecked()
  await own.getByText('In the room', { exact: true }).click()
  await expect(own.getByRole('radio', { name: 'In the room' })).toBeChecked()
  await look(phone, 'where-own-phone')
  await own.getByRole('button', { name: 'Save' }).click()
  await expect(own).toHaveCount(0)

  expect((await facilitator.page.request.post(`${url}/api/stocktakes/${id}/rounds/1/close`, { data: {}, headers: { origin: url } })).status()).toBe(200)
  await facilitator.page.goto(`${url}/s/${id}/rounds/1`)
  await expect(facilitator.page.getByText('2 in the room, 0 from elsewhere, 1 did not say')).toBeVisible()
  await look(facilitator, 'where-record')
  await facilitator.page.goto(`${url}/s/${id}/setup#people`)
  await facilitator.page.getByRole('radio', { name: /All in one room/ }).click({ force: true })
  await expect(facilitator.page.getByRole('radio', { name: /All in one room/ })).toBeChecked()
  await look(facilitator, 'where-setup')
  const late = await Person.come(browser)
  await late.page.goto(`${url}/j/${code}`)
  await expect(late.page.getByRole('radio', { name: 'Clinicians and practitioners' })).toHaveCount(1)
  await expect(late.page.getByText('Where are you?')).toHaveCount(0)
})
