import { attend } from './en/attend.ts'
import { breakouts } from './en/breakouts.ts'
import { canvas } from './en/canvas.ts'
import { carry } from './en/carry.ts'
import { common } from './en/common.ts'
import { exporting } from './en/exporting.ts'
import { home } from './en/home.ts'
import { identity } from './en/identity.ts'
import { importing } from './en/importing.ts'
import { join } from './en/join.ts'
import { keys } from './en/keys.ts'
import { ledger } from './en/ledger.ts'
import { lineage } from './en/lineage.ts'
import { mirror } from './en/mirror.ts'
import { news } from './en/news.ts'
import { note } from './en/note.ts'
import { noteLanguage } from './en/noteLanguage.ts'
import { outline } from './en/outline.ts'
import { overview } from './en/overview.ts'
import { people } from './en/people.ts'
import { print } from './en/print.ts'
import { readiness } from './en/readiness.ts'
import { report } from './en/report.ts'
import { round } from './en/round.ts'
import { setup } from './en/setup.ts'
import { sheet } from './en/sheet.ts'
import { show } from './en/show.ts'
import { side } from './en/side.ts'
import { start } from './en/start.ts'
import { steps } from './en/steps.ts'
import { stimulus } from './en/stimulus.ts'
import { sync } from './en/sync.ts'
import { table } from './en/table.ts'
import { tensions } from './en/tensions.ts'
import { themes } from './en/themes.ts'
import { usual } from './en/usual.ts'
import { vote } from './en/vote.ts'
import { where } from './en/where.ts'
import { withdraw } from './en/withdraw.ts'
import { workspace } from './en/workspace.ts'

/**
 * Every word of the interface in English: one section per part, each in a file of its own. Plain words, those of the
 * domain; a state is said, never only shown. Plurals end in `_one` and `_other`, values stand in `{{double braces}}`.
 */
export default {
  common,
  attend,
  people,
  home,
  start,
  import: importing,
  identity,
  join,
  show,
  workspace,
  side,
  steps,
  table,
  sync,
  mirror,
  stimulus,
  carry,
  print,
  keys,
  news,
  report,
  round,
  lineage,
  export: exporting,
  note,
  canvas,
  tensions,
  ledger,
  themes,
  where,
  withdraw,
  noteLanguage,
  outline,
  overview,
  breakouts,
  vote,
  readiness,
  setup,
  sheet,
  usual,
}
