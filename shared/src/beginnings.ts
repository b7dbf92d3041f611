import { CORE_COLUMNS } from './matrix.ts'

/** What a new stocktake begins with, besides its matrix. It is stored in English; the page tells it in the language of its reader. */

export const DEFAULT_CONSENT =
  'Your notes are kept on this server. Everybody in this stocktake can read them. Whether your group or your name stands with them is said where you write. A name is optional. You can ask the facilitator to withdraw a note.'

/** Rounds of `care-standard`: title, question, columns. */
export const CARE_ROUNDS = [
  ['Where we are now', 'What happens today, and what stands in the way?', ['current', 'barriers']],
  ['Where we want to be', 'What would it be like if it worked, and what already helps?', ['desired', 'enablers']],
  ['What stands between', 'What keeps us from getting there, and what could turn it?', CORE_COLUMNS],
  ['What we do next', 'Who tries what, with whom, and how shall we know?', ['plans', 'enablers', 'success']],
] as const

/** Its groups: name, and a short one for where there is little room. */
export const CARE_GROUPS = [
  ['People who use services and carers', 'Lived exp.'],
  ['Clinicians and practitioners', 'Clinicians'],
  ['Managers and commissioners', 'Managers'],
  ['Social care and voluntary sector', 'Social & vol.'],
  ['Digital, governance and suppliers', 'Digital'],
] as const

/** A stocktake from nothing has one round and two groups. */
export const BLANK_ROUNDS = [['Round 1', '', CORE_COLUMNS]] as const
export const BLANK_GROUPS = [
  ['Group A', 'A'],
  ['Group B', 'B'],
] as const
