import { expect, it } from 'vitest'
import { ana, type OpenStore, secrets } from './testStore.ts'

/** People, what lets them in, and what they wrote that is hidden. */
export function peopleContract(at: OpenStore): void {
  it('[S44] finds a person by each of their tokens and by their return code', async () => {
    await at.store.addMember('s', ana, secrets)
    await at.store.addToken('ana', 'token-2')
    for (const token of ['token-1', 'token-2']) expect(await at.store.findByToken(token)).toEqual({ stocktakeId: 's', member: ana })
    expect(await at.store.findByReturnCode('return-1')).toEqual({ stocktakeId: 's', member: ana })
    await at.store.revokeToken('token-1')
    expect(await at.store.findByToken('token-1')).toBeUndefined()
    expect(await at.store.findByToken('token-2')).toBeDefined()
  })

  it('[S44] changes a role and a group of this stocktake alone, and counts a round once', async () => {
    await at.store.addMember('s', ana, secrets)
    await at.store.editMember('another', 'ana', { role: 'facilitator' })
    await at.store.editMember('s', 'ana', { role: 'scribe' })
    await at.store.editMember('s', 'ana', { groupId: 'g2' })
    await at.store.attend('ana', 2)
    await at.store.attend('ana', 1)
    await at.store.attend('ana', 2)
    expect(await at.store.members('s')).toEqual([{ ...ana, role: 'scribe', groupId: 'g2', attended: [1, 2] }])
  })

  it('[J25] keeps where somebody says they are, until they take it back', async () => {
    await at.store.addMember('s', { ...ana, where: 'room' }, secrets)
    await at.store.editMember('s', 'ana', { where: 'remote' })
    await at.store.editMember('s', 'ana', { role: 'scribe' })
    await at.reopen()
    expect(await at.store.members('s')).toEqual([{ ...ana, role: 'scribe', where: 'remote' }])
    await at.store.editMember('s', 'ana', { where: null })
    expect(await at.store.members('s')).toEqual([{ ...ana, role: 'scribe' }])
  })

  it('[J20] [J23] remembers who was removed, and ends what all of their devices hold', async () => {
    await at.store.addMember('s', ana, secrets)
    await at.store.addToken('ana', 'token-2')
    await at.store.editMember('s', 'ana', { removed: 'hidden' })
    await at.reopen()
    expect((await at.store.findByToken('token-2'))?.member).toEqual({ ...ana, removed: 'hidden' })
    await at.store.editMember('s', 'ana', { removed: null })
    expect((await at.store.revokeTokens('ana')).sort()).toEqual(['token-1', 'token-2'])
    expect(await at.store.findByToken('token-1')).toBeUndefined()
    expect(await at.store.findByReturnCode('return-1')).toEqual({ stocktakeId: 's', member: ana })
  })

  it('[L30] remembers one thing for which somebody is ready', async () => {
    await at.store.addMember('s', ana, secrets)
    await at.store.setReady('ana', 'a')
    await at.store.setReady('ana', 'b')
    expect([await at.store.ready('s', 'a'), await at.store.ready('s', 'b'), await at.store.ready('other', 'b')]).toEqual([[], ['ana'], []])
    await at.store.setReady('ana', null)
    expect(await at.store.ready('s', 'b')).toEqual([])
  })

  it('[J21] keeps hidden notes by round, each once, until they are dropped', async () => {
    const note = (id: string, text: string) => ({ id, text, at: { cell: null, x: 0, y: 0 }, group: null, createdAt: 1, comments: [] })
    await at.store.hideNotes('s', 1, 'ana', [note('n1', 'one'), note('n2', 'two')])
    await at.store.hideNotes('s', 1, 'ana', [note('n1', 'one again')])
    await at.store.hideNotes('s', 2, 'ana', [note('n3', 'three')])
    await at.reopen()
    expect(await at.store.hiddenNotes('s', 1)).toEqual([
      { member: 'ana', note: note('n1', 'one again') },
      { member: 'ana', note: note('n2', 'two') },
    ])
    await at.store.dropHidden('s', 1, ['n1', 'n2', 'n3'])
    expect([await at.store.hiddenNotes('s', 1), (await at.store.hiddenNotes('s', 2)).length]).toEqual([[], 1])
  })
}
