import { type Browser, expect } from '@playwright/test'
import { Person } from './people.ts'

export interface Started {
  url: string
  id: string
  code: string
  /** The link for observers. */
  observer: string
  /** Ids of the groups. */
  groups: string[]
}

/** A stocktake whose first round is open, unless it is still being prepared, and its facilitator. */
export async function startStocktake(browser: Browser, url: string, { isPrepared = true } = {}): Promise<Started & { facilitator: Person }> {
  const facilitator = await Person.come(browser)
  const { request } = facilitator.page
  const started = await request.post(`${url}/api/stocktakes`, {
    data: { title: 'One shared plan', sharedObject: 'Better care through one shared, personalised plan', template: 'care-standard' },
  })
  const { stocktakeId: id, joinCode: code, token, links } = await started.json()
  const headers = { authorization: `Bearer ${token}` }
  if (isPrepared) expect((await request.post(`${url}/api/stocktakes/${id}/rounds/1/open`, { data: {}, headers })).status()).toBe(200)
  const { groups } = await (await request.get(`${url}/api/stocktakes/${id}`, { headers })).json()
  return { facilitator, url, id, code, observer: links.observer, groups: groups.map((group: { id: string }) => group.id) }
}

/** From now on notes, and pointers, go by this: group, named, or anonymous. */
export async function showBy({ facilitator, url, id }: Started & { facilitator: Person }, attribution: 'group' | 'named' | 'anonymous'): Promise<void> {
  expect(
    (await facilitator.page.request.patch(`${url}/api/stocktakes/${id}`, { data: { settings: { attribution } }, headers: { origin: url } })).status(),
  ).toBe(200)
}
