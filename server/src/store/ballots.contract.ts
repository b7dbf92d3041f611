import type { Votes } from '@stocktake/shared/ballots'
import type { Session } from '@stocktake/shared/session'
import { expect, it } from 'vitest'
import { ana, type OpenStore, secrets, session } from './testStore.ts'

/** Votes and ratings, by person. */
export function ballotsContract(at: OpenStore): void {
  const one = (item: string): Votes => ({ votes: { [item]: 1 }, disagree: [] })
  const add =
    (item: string) =>
    (_session: Session, { votes, disagree }: Votes) => ({ votes: { ...votes, [item]: 1 }, disagree })

  it('[V4] changes what each person gave one after the other, each on what the one before left, with the session as it stands', async () => {
    const first = session()
    await at.store.createSession(first, { members: [{ member: ana, secrets }] })
    const seen: Session[] = []
    const given = await Promise.all(
      ['a', 'b', 'c'].map((item) =>
        at.store.vote(first.id, 'x', 'ana', (now, before) => {
          seen.push(now)
          return add(item)(now, before)
        }),
      ),
    )
    expect(given.map(({ votes }) => Object.keys(votes).length)).toEqual([1, 2, 3])
    expect(seen).toEqual([first, first, first])
    await at.store.vote(first.id, 'x', 'nobody', () => one('a'))
    await at.store.vote(first.id, 'y', 'ana', () => one('z'))
    await at.reopen()
    expect(await at.store.votes(first.id, 'x')).toEqual([
      { member: 'ana', group: 'g1', given: { votes: { a: 1, b: 1, c: 1 }, disagree: [] } },
      { member: 'nobody', group: null, given: one('a') },
    ])
  })

  it('[V4] writes nothing of a vote that is refused', async () => {
    const first = session()
    await at.store.createSession(first)
    await at.store.vote(first.id, 'x', 'ana', add('a'))
    const refused = at.store.vote(first.id, 'x', 'ana', () => {
      throw new Error('no more votes')
    })
    await expect(refused).rejects.toThrow('no more votes')
    await expect(at.store.vote('nowhere', 'x', 'ana', add('a'))).rejects.toMatchObject({ code: 'stocktake-not-found' })
    expect(await at.store.votes(first.id, 'x')).toMatchObject([{ given: one('a') }])
  })

  it('[V6] ends a ballot with all that was given, and keeps nothing of who gave it', async () => {
    const first = session()
    await at.store.createSession(first)
    await at.store.vote(first.id, 'x', 'ana', add('a'))
    await at.store.vote(first.id, 'y', 'ana', add('b'))
    const ended = await at.store.endBallot(first.id, 'x', (now, given) => ({ ...now, title: given.map(({ member }) => member).join() }))
    expect(ended).toEqual({ ...first, title: 'ana', version: 1 })
    expect(await at.store.readSession(first.id)).toEqual(ended)
    expect(await at.store.votes(first.id, 'x')).toEqual([])
    expect(await at.store.votes(first.id, 'y')).toHaveLength(1)
    const refused = at.store.endBallot(first.id, 'y', () => {
      throw new Error('not now')
    })
    await expect(refused).rejects.toThrow('not now')
    expect(await at.store.votes(first.id, 'y')).toHaveLength(1)
  })

  it('[V12] keeps how each person rates the cells of a round', async () => {
    const first = session()
    await at.store.createSession(first, { members: [{ member: ana, secrets }] })
    await at.store.rate(first.id, 1, 'ana', (_session, before) => ({ ...before, a: 'partly' }))
    await at.store.rate(first.id, 1, 'ana', (_session, before) => ({ ...before, b: 'not-yet' }))
    await at.store.rate(first.id, 2, 'ana', (_session, before) => ({ ...before, a: 'in-place' }))
    await at.reopen()
    expect(await at.store.ratings(first.id, 1)).toEqual([{ member: 'ana', group: 'g1', given: { a: 'partly', b: 'not-yet' } }])
  })
}
