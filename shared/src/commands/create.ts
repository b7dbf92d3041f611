import { z } from 'zod'
import { NO_ATTENTION } from '../attention.ts'
import { line } from '../fields.ts'
import { newId, newJoinCode } from '../ids.ts'
import { LIMITS } from '../limits.ts'
import { CORE_COLUMNS, DEFAULT_MATRIX } from '../matrix.ts'
import { type Group, type Round, RoundPlan, type Session, Settings } from '../session.ts'

export const TEMPLATES = ['care-standard', 'blank'] as const

export const CreateStocktake = z.object({
  title: line(LIMITS.title),
  sharedObject: line(LIMITS.sharedObject),
  template: z.enum(TEMPLATES).default('care-standard'),
})

export const DEFAULT_CONSENT =
  'Your notes are kept on this server. Everybody in this stocktake can read them. Whether your group or your name stands with them is said where you write. A name is optional. You can ask the facilitator to withdraw a note.'

/** Eight hues that stay apart for colour-blind eyes, each with its shape; white text on them has a contrast of at least 4.5. */
export const GROUP_LOOKS: readonly Pick<Group, 'colour' | 'shape'>[] = [
  { colour: '#B35900', shape: 'circle' },
  { colour: '#00695C', shape: 'square' },
  { colour: '#1A56A8', shape: 'triangle' },
  { colour: '#7A3E9D', shape: 'diamond' },
  { colour: '#A3195B', shape: 'pentagon' },
  { colour: '#5D4037', shape: 'hexagon' },
  { colour: '#37474F', shape: 'star' },
  { colour: '#4B6B00', shape: 'cross' },
]

const group = (label: string, short: string, index: number): Group => ({
  id: newId(),
  label,
  short,
  driver: '',
  ...(GROUP_LOOKS[index % GROUP_LOOKS.length] as { colour: string; shape: 'circle' }),
})

const round = (number: number, title: string, question: string, columns: readonly string[]): Round => ({
  number,
  title,
  question,
  columns: [...columns],
  prompts: {},
  state: 'draft',
  shelf: [],
  plan: RoundPlan.parse({}),
  openedAt: null,
  closedAt: null,
  records: 0,
  recordHash: null,
  steps: [],
  live: null,
  full: [],
  breakouts: [],
})

const ROUNDS = [
  ['Where we are now', 'What happens today, and what stands in the way?', ['current', 'barriers']],
  ['Where we want to be', 'What would it be like if it worked, and what already helps?', ['desired', 'enablers']],
  ['What stands between', 'What keeps us from getting there, and what could turn it?', CORE_COLUMNS],
  ['What we do next', 'Who tries what, with whom, and how shall we know?', ['plans', 'enablers', 'success']],
] as const

const GROUPS = [
  ['People who use services and carers', 'Lived exp.'],
  ['Clinicians and practitioners', 'Clinicians'],
  ['Managers and commissioners', 'Managers'],
  ['Social care and voluntary sector', 'Social & vol.'],
  ['Digital, governance and suppliers', 'Digital'],
] as const

/** A new stocktake. `care-standard` comes with four rounds and five groups, `blank` with one round and two groups. */
export function createStocktake({ title, sharedObject, template }: z.infer<typeof CreateStocktake>, now: number): Session {
  const blank = template === 'blank'
  const groups = blank ? [group('Group A', 'A', 0), group('Group B', 'B', 1)] : GROUPS.map(([label, short], i) => group(label, short, i))
  const rounds = blank ? [round(1, 'Round 1', '', CORE_COLUMNS)] : ROUNDS.map(([name, question, columns], i) => round(i + 1, name, question, columns))
  return {
    id: newId(),
    version: 0,
    title,
    sharedObject,
    summary: '',
    matrix: DEFAULT_MATRIX,
    groups,
    rounds,
    stimulus: [],
    ballots: [],
    report: { fields: {}, messages: [] },
    settings: Settings.parse({ consent: DEFAULT_CONSENT }),
    attention: NO_ATTENTION,
    joinCode: newJoinCode(),
    linkEra: 0,
    createdAt: now,
  }
}
