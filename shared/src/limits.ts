/** How large the parts of a stocktake may be. Apart from their forms, so that who only asks for a number loads no schema library. */
export const LIMITS = {
  title: 200,
  sharedObject: 500,
  label: 80,
  question: 500,
  dimensions: 12,
  intelligenceTypes: 14,
  groups: 24,
  rounds: 40,
  stimulusItems: 200,
  stimulusText: 20_000,
  stimulusVersions: 50,
  reason: 500,
  name: 80,
  steps: 40,
  stepMinutes: 480,
  /** Breakouts of one round, those that are over included. */
  breakouts: 20,
  /** Tables of one breakout. */
  tables: 40,
  /** Characters of one text of a report, and of all of a stocktake: a session is saved as one. */
  reportText: 5000,
  reportAll: 300_000,
  messages: 60,
  messageNotes: 30,
} as const
