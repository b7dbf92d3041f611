import { z } from 'zod'
import { NO_ATTENTION } from '../attention.ts'
import { BLANK_GROUPS, BLANK_ROUNDS, CARE_GROUPS, CARE_ROUNDS, DEFAULT_CONSENT } from '../beginnings.ts'
import { line } from '../fields.ts'
import { newId, newJoinCode } from '../ids.ts'
import { LIMITS } from '../limits.ts'
import { DEFAULT_MATRIX } from '../matrix.ts'
import { type Group, type Round, RoundPlan, type Session, Settings } from '../session.ts'

export const TEMPLATES = ['care-standard', 'blank'] as const

export const CreateStocktake = z.object({
  title: line(LIMITS.title),
  sharedObject: line(LIMITS.sharedObject),
  template: z.enum(TEMPLATES).default('care-standard'),
})

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

/** A new stocktake. `care-standard` comes with four rounds and five groups, `blank` with one round and two groups. */
export function createStocktake({ title, sharedObject, template }: z.infer<typeof CreateStocktake>, now: number): Session {
  const blank = template === 'blank'
  const groups = (blank ? BLANK_GROUPS : CARE_GROUPS).map(([label, short], i) => group(label, short, i))
  const rounds = (blank ? BLANK_ROUNDS : CARE_ROUNDS).map(([name, question, columns], i) => round(i + 1, name, question, columns))
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
