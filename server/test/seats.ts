/** Where a client goes, and as whom. */
export interface Seat {
  url: string
  /** The group whose notes may be written there; null where nobody checks. */
  group: string | null
  /** Hocuspocus says in each message which document it is about. */
  document?: string
}

/** A stocktake with an open round, made over HTTP like anybody else's. */
export interface Series {
  id: string
  groups: readonly string[]
  /** A new participant of one of its groups. */
  seat(group?: number): Promise<Seat>
  /** The same place for somebody with this token. */
  url(token: string): string
  /** What the facilitator does over HTTP: a path within the stocktake. Answers with what the server says. */
  lead(method: 'POST' | 'PUT', path: string, body: unknown): Promise<unknown>
}

interface Answer {
  stocktakeId: string
  joinCode: string
  token: string
  groups: { id: string }[]
}

let made = 0

export async function openSeries(server: string, template: 'blank' | 'care-standard' = 'care-standard'): Promise<Series> {
  // One address may start 60 stocktakes a minute and let 600 people in. These come from many places, as through a proxy
  // on this machine, which may say for whom it asks.
  const address = `10.77.${(made >> 8) & 255}.${made++ & 255}`
  const call = async (path: string, body: unknown, token?: string, method = 'POST') => {
    const headers = { 'content-type': 'application/json', 'x-forwarded-for': address, ...(token ? { authorization: `Bearer ${token}` } : {}) }
    const answer = await fetch(server + path, { method, headers, body: JSON.stringify(body), signal: AbortSignal.timeout(60_000) })
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`)
    return (await answer.json()) as Answer
  }
  const { stocktakeId: id, joinCode, token } = await call('/api/stocktakes', { title: 'Load', sharedObject: 'To know', template })
  const groups = (await call(`/api/stocktakes/${id}/rounds/1/open`, {}, token)).groups.map((group) => group.id)
  const url = (token: string) => `${server.replace('http', 'ws')}/sync/${id}/round-1?token=${token}`
  return {
    id,
    groups,
    url,
    lead: (method, path, body) => call(`/api/stocktakes/${id}${path}`, body, token, method),
    async seat(index = 0) {
      const group = groups[index] ?? null
      return { url: url((await call('/api/join', { code: joinCode, groupId: group })).token), group }
    },
  }
}
