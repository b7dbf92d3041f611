import { expect, it } from 'vitest'
import { createStocktake } from './commands/create.ts'
import { addRound, closeRound, editRound, openRoundCommand, removeRound, reopenRound } from './commands/rounds.ts'
import { goToStep } from './commands/steps.ts'
import { addStimulus, addVersion, setShelf } from './commands/stimulus.ts'
import { ROUND_TABLE, type RoundCommand } from './rounds.ts'
import type { RoundState, Session } from './session.ts'
import { newStep } from './steps.ts'
import { sessionFor } from './view.ts'

const fresh = () => createStocktake({ title: 'T', sharedObject: 'O', template: 'care-standard' }, 1)
const inState = (state: RoundState): Session => {
  const session = fresh()
  if (state === 'draft') return session
  const open = openRoundCommand(session, 1, 2)
  return state === 'open' ? open : closeRound(open, 1, 3, 'hash')
}

const withSteps = (session: Session): Session => ({
  ...session,
  rounds: session.rounds.map((r) => ({ ...r, steps: [newStep('s1', 'open'), newStep('s2', 'talk')] })),
})

const commands: Record<RoundCommand, ((session: Session) => Session) | undefined> = {
  edit: (session) => editRound(session, 1, { title: 'New' }, new Set()),
  open: (session) => openRoundCommand(session, 1, 5),
  close: (session) => closeRound(session, 1, 5, 'hash'),
  reopen: (session) => reopenRound(session, 1),
  lead: (session) => goToStep(withSteps(session), 1, { to: 's2', from: session.rounds[0]?.live?.step ?? null }, 6),
  remove: undefined, // needs to be the last round: below
  carry: undefined, // commands/carry.test.ts
  stimulus: (session) =>
    addStimulus(
      session,
      1,
      { kind: 'text', title: 'S', text: 'words', alt: '', source: '', sensitivity: '', kindLabel: '', changeNote: '', fromNotes: [], hidden: false },
      5,
    ),
}

for (const state of ['draft', 'open', 'closed'] as const)
  for (const [name, command] of Object.entries(commands)) {
    if (!command) continue
    it(`[R2] ${name} of a round that is ${state} does what the table says`, () => {
      const outcome = ROUND_TABLE[state][name as RoundCommand]
      if ('refused' in outcome) expect(() => command(inState(state))).toThrow(expect.objectContaining({ code: outcome.refused }))
      else expect(command(inState(state)).rounds[0]?.state).toBe('to' in outcome ? outcome.to : undefined)
    })
  }

it('[R1] refuses to open a second round', () => {
  expect(() => openRoundCommand(inState('open'), 2, 9)).toThrow(expect.objectContaining({ code: 'another-round-open' }))
  expect(() => reopenRound(openRoundCommand(inState('closed'), 2, 9), 1)).toThrow(expect.objectContaining({ code: 'another-round-open' }))
})

it('[R3] counts one record for each close', () => {
  const again = closeRound(reopenRound(inState('closed'), 1), 1, 9, 'other')
  expect(again.rounds[0]).toMatchObject({ records: 2, recordHash: 'other', closedAt: 9 })
})

it('[R6] removes only the last round, while it is an empty draft', () => {
  expect(removeRound(fresh(), 4, false).rounds).toHaveLength(3)
  expect(() => removeRound(fresh(), 3, false)).toThrow(expect.objectContaining({ code: 'round-has-notes' }))
  expect(() => removeRound(fresh(), 4, true)).toThrow(expect.objectContaining({ code: 'round-has-notes' }))
  expect(() => removeRound(inState('closed'), 1, false)).toThrow(expect.objectContaining({ code: 'round-has-notes' }))
})

it('adds a round with the core columns after the highest number', () => {
  expect(addRound(fresh(), { title: 'Next', question: '' }).rounds.at(-1)).toMatchObject({
    number: 5,
    columns: ['current', 'desired', 'barriers', 'enablers'],
    state: 'draft',
  })
  expect(() => addRound(fresh(), { title: 'Next', question: '', columns: ['nowhere'] })).toThrow(expect.objectContaining({ code: 'bad-request' }))
})

const text = { kind: 'text' as const, title: 'S', alt: '', source: '', sensitivity: '', kindLabel: '', changeNote: '', fromNotes: [] }

it('[R5] shows participants neither drafts nor hidden stimulus nor versions that only a draft has', () => {
  let session = addStimulus(inState('open'), 1, { ...text, text: 'shown words', hidden: false }, 5)
  session = addStimulus(session, 1, { ...text, text: 'hidden words', hidden: true }, 5)
  session = editRound(session, 2, { question: 'secret question', prompts: { 'policy/current': 'secret prompt' } }, new Set())
  const shown = session.stimulus[0]?.id ?? ''
  session = addVersion(session, shown, { round: 2, text: 'secret next version', alt: '', fromNotes: [], changeNote: 'why' }, 6)

  const seen = JSON.stringify(sessionFor(session, 'participant'))
  expect(seen).toContain('shown words')
  expect(seen).not.toContain('secret')
  expect(seen).not.toContain('hidden words')
  expect(JSON.stringify(sessionFor(session, 'scribe'))).toContain('secret next version')
})

it('[C6] a new version takes the place of the old one on the shelf of its round alone', () => {
  let session = addStimulus(inState('open'), 1, { ...text, text: 'one', hidden: false }, 5)
  const id = session.stimulus[0]?.id ?? ''
  session = setShelf(session, 2, { shelf: [{ id, version: 1, hidden: false }] })
  session = addVersion(session, id, { round: 2, text: 'two', alt: '', fromNotes: [{ round: 1, note: 'n' }], changeNote: 'because of n' }, 6)
  expect(session.rounds.map((round) => round.shelf[0]?.version)).toEqual([1, 2, undefined, undefined])
  expect(session.stimulus[0]?.versions.map((version) => version.text)).toEqual(['one', 'two'])
})

it('refuses stimulus that lacks what its kind needs, a shelf with unknown or doubled items', () => {
  const refused = (kind: 'link' | 'image' | 'text') => () => addStimulus(fresh(), 1, { ...text, kind, text: ' ', hidden: false }, 1)
  for (const kind of ['link', 'image', 'text'] as const) expect(refused(kind)).toThrow(expect.objectContaining({ code: 'bad-request' }))
  expect(() => setShelf(fresh(), 1, { shelf: [{ id: 'x', version: 1, hidden: false }] })).toThrow(expect.objectContaining({ code: 'stimulus-not-found' }))
})
