import type { SessionView } from '@stocktake/shared/view'
import { PauseLine } from './PauseLine.tsx'
import { SpotlightLine } from './SpotlightLine.tsx'

/** What concerns everybody now, always in sight: a pause, and what all are shown. */
export function AttendLines({ view, shownRound, show }: { view: SessionView; shownRound: number | undefined; show: (round: number) => void }) {
  return (
    <div>
      <PauseLine view={view} />
      <SpotlightLine view={view} shownRound={shownRound} show={show} />
    </div>
  )
}
