import { connect } from 'node:net'
import { CLOSE } from '@stocktake/shared/wire'
import { Client } from '../client.ts'
import { type Attack, intruder, over, type Target, times } from './attack.ts'

/** Sockets that have no business here, or none at all. */

/** Opens a socket somewhere else than where the attacker belongs, and waits for its end. */
async function knock(target: Target, url: string): Promise<number[]> {
  const client = new Client({ ...target.seat, url }, { asks: false })
  target.open.add(client)
  return over(target, client)
}

const ODD_ROUNDS = ['round-0', 'round-99', 'round-1x', 'round-', 'Round-1', '%00', '__proto__', 'constructor', `r${'o'.repeat(250)}`, 'round-1%2F..']

export const SOCKET_ATTACKS: readonly Attack[] = [
  {
    name: 'no token, or a wrong one',
    rule: 'S59',
    size: 500,
    oursAlone: true,
    codes: [CLOSE.notSignedIn],
    run: (target, size) =>
      times(size, 20, (i) => {
        const url = new URL(target.seat.url)
        if (i % 2) url.searchParams.delete('token')
        else url.searchParams.set('token', `wrong-${i}`)
        return knock(target, url.href)
      }),
  },
  {
    name: 'rooms that are not there',
    rule: 'S59',
    size: 300,
    // What is no address at all is answered before there is a socket.
    codes: [CLOSE.notFound, CLOSE.notSignedIn, 1006],
    run: (target, size) =>
      times(size, 20, (i) => {
        const [address = '', query] = target.seat.url.split('?')
        const odd = ODD_ROUNDS[i % ODD_ROUNDS.length]
        const other = i % 3 ? address.replace(/[^/]+$/, `${odd}${i < 100 ? '' : i}`) : address.replace(/\/sync\/[^/]+/, `/sync/nowhere${i}`)
        return knock(target, query ? `${other}?${query}` : other)
      }),
  },
  {
    name: 'idle sockets, and half open ones',
    rule: 'S63',
    size: 1000,
    run: async (target, size) => {
      await times(size, 50, async () => {
        await intruder(target)
        return []
      })
      const { hostname, port, pathname, search } = new URL(target.seat.url)
      await times(size / 2, 50, async () => {
        const socket = connect(Number(port), hostname)
        target.open.add({ drop: () => socket.destroy() })
        socket.on('error', () => {})
        await new Promise((resolve) => socket.once('connect', resolve).once('close', resolve))
        socket.write(`GET ${pathname}${search} HTTP/1.1\r\nHost: ${hostname}\r\nUpgrade: websocket\r\nConnec`)
        return []
      })
      return []
    },
  },
  {
    name: 'coming and going',
    rule: 'S63',
    size: 1000,
    run: (target, size) =>
      times(size, 20, async () => {
        const client = await intruder(target)
        client.drop()
        return []
      }),
  },
]
