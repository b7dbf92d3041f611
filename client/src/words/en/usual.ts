import { BLANK_GROUPS, BLANK_ROUNDS, CARE_GROUPS, CARE_ROUNDS, DEFAULT_CONSENT } from '@stocktake/shared/beginnings'
import { DEFAULT_MATRIX } from '@stocktake/shared/matrix'
import { STEP_DEFAULTS } from '@stocktake/shared/steps'

/** Counted from 1: those of `care-standard`, then those of a stocktake from nothing. */
const counted = <Each, Said>(all: readonly Each[], say: (each: Each) => Said) => Object.fromEntries(all.map((each, i) => [i + 1, say(each)]))

/** What every new stocktake begins with: shown in the reader's language where nobody changed it. English is what is stored. */
export const usual = {
  rows: Object.fromEntries(DEFAULT_MATRIX.dimensions.map(({ id, label }) => [id, label])),
  columns: Object.fromEntries(DEFAULT_MATRIX.intelligenceTypes.map(({ id, label, short }) => [id, { label, short }])),
  steps: Object.fromEntries(Object.entries(STEP_DEFAULTS).map(([kind, { title, instruction }]) => [kind, { title, instruction }])),
  consent: DEFAULT_CONSENT,
  rounds: counted(CARE_ROUNDS, ([title, question]) => ({ title, question })),
  roundsFromNothing: counted(BLANK_ROUNDS, ([title]) => title),
  groups: counted(CARE_GROUPS, ([label, short]) => ({ label, short })),
  groupsFromNothing: counted(BLANK_GROUPS, ([label]) => label),
  /** The guiding question of each cell; a round may say its own. */
  questions: {
    'policy/current': 'Which rules, targets, contracts or standing orders shape what you do about this today?',
    'policy/desired': 'If one rule could be rewritten so that the right thing became the easy thing, what would it say?',
    'policy/plans': 'Which policy changes, by which body, in what order, does this depend on?',
    'policy/barriers': 'Which rule stops you, and has anybody ever tested that it does?',
    'policy/enablers': 'What in law, funding or strategy already gives permission?',
    'policy/motivations': 'Who above you needs this to happen, and what for?',
    'policy/success': 'Which rule, measure or report would no longer be needed, or would read differently?',
    'practice/current': 'Walk through the last real time: who did what, when, with which piece of paper or screen?',
    'practice/desired': 'A year from now, the same case: what do you do that you do not do today?',
    'practice/plans': 'What will one team try in the next six weeks, with how many people?',
    'practice/barriers': 'At which moment does it break, and what do people do instead?',
    'practice/enablers': 'Where does it already go well, and what do those people do differently?',
    'practice/motivations': 'What would you get back: time, safety, a better conversation, fewer calls?',
    'practice/success': 'What would an observer see and count?',
    'culture/current': 'What is said here when this comes up, and by whom?',
    'culture/desired': 'How would we treat a disagreement about this if things were well?',
    'culture/plans': 'Who has to change habit first, and who helps them?',
    'culture/barriers': 'What are people afraid of losing: authorship, standing, time, safety?',
    'culture/enablers': 'Whom do people trust on this, and why?',
    'culture/motivations': 'Why did you come into this work, and where does this change touch that?',
    'culture/success': 'What would people say in the corridor?',
    'technology/current': 'Which systems, spreadsheets, paper and phones carry this today, and who types it twice?',
    'technology/desired': 'What should be visible to whom, on which device, at the moment it matters?',
    'technology/plans': 'What has to be specified, bought, connected or switched off, and what does it wait for?',
    'technology/barriers': 'What do you believe the system or the law will not allow, and has it been tried?',
    'technology/enablers': 'What do we own that is not used yet?',
    'technology/motivations': 'What does the supplier, the service desk or the information governance lead gain?',
    'technology/success': 'Which retyping, log-in or phone call would be gone?',
  },
  /** Of cells that facilitators made. */
  question: 'What should be written under {{cell}}?',
}
