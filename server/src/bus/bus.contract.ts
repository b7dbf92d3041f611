import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { Bus, BusMessage } from './bus.ts'

/** The promises of `Bus`, for any implementation. `join` gives one more server process on the same bus. */
export function busContract(make: () => Promise<{ join: () => Promise<Bus>; dispose: () => Promise<void> }>) {
  let made: Awaited<ReturnType<typeof make>>
  beforeEach(async () => {
    made = await make()
  })
  afterEach(() => made.dispose())

  const member = async () => {
    const bus = await made.join()
    const heard: BusMessage[] = []
    const leave = bus.subscribe((message) => heard.push(message))
    return { bus, heard, leave }
  }
  const session = (version: number): BusMessage => ({ type: 'session', stocktakeId: 's', version })
  const eventually = (check: () => void) => vi.waitFor(check, { timeout: 10_000, interval: 5 })

  it('[S83] tells every process what one of them says, itself included, in order', async () => {
    const [one, other] = [await member(), await member()]
    const said = Array.from({ length: 50 }, (_, i) => session(i))
    for (const message of said) one.bus.publish(message)
    await eventually(() => expect(other.heard).toEqual(said))
    await eventually(() => expect(one.heard).toEqual(said))
  })

  it('[S83] carries every kind of message as it was, bytes included', async () => {
    const [one, other] = [await member(), await member()]
    const all: BusMessage[] = [
      session(1),
      { type: 'carry', stocktakeId: 's', round: 2 },
      { type: 'member', stocktakeId: 's', memberId: 'm' },
      { type: 'revoked', tokenHash: 'ab' },
      { type: 'written', room: 's/round-1', seq: 9_007_199_254_740 },
      { type: 'moved', room: 's/round-1', node: 'n', message: Uint8Array.from([1, 0, 255, 128]) },
      { type: 'here', stocktakeId: 's', node: 'n', people: [{ memberId: 'm', groupId: null, role: 'scribe' }] },
      { type: 'ready', stocktakeId: 's' },
    ]
    for (const message of all) one.bus.publish(message)
    await eventually(() => expect(other.heard).toHaveLength(all.length))
    expect(other.heard).toEqual(all)
  })

  it('[S83] tells nothing more to who has left, and goes on for the others when a listener throws', async () => {
    const [one, other] = [await member(), await member()]
    const left = vi.fn()
    other.bus.subscribe(left)()
    other.bus.subscribe(() => {
      throw new Error('a fault of a listener')
    })
    const after: BusMessage[] = []
    other.bus.subscribe((message) => after.push(message))
    one.bus.publish(session(1))
    await eventually(() => expect([other.heard.length, after.length]).toEqual([1, 1]))
    expect(left).not.toHaveBeenCalled()
  })

  it('[S83] answers whether it works', async () => {
    const { bus } = await member()
    await bus.ping()
  })
}
