import type { Started, TestServer } from '../testServer.ts'

/** Rounds to try things with. */

export const at = ({ stocktakeId }: Started, rest = '') => `/api/stocktakes/${stocktakeId}${rest}`

/** A stocktake whose first round is open, with a second one drafted. */
export async function opened(server: TestServer): Promise<Started> {
  const started = await server.start()
  await server.call('POST', at(started, '/rounds'), { token: started.token, body: { title: 'Round 2', question: 'Secret plan?' } })
  await server.call('POST', at(started, '/rounds/1/open'), { token: started.token })
  return started
}
export const verb = (server: TestServer, started: Started, n: number, name: 'open' | 'close' | 'reopen') =>
  server.call('POST', at(started, `/rounds/${n}/${name}`), { token: started.token })
