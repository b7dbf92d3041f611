import { cellName } from '@stocktake/shared/matrix'
import type { SessionView } from '@stocktake/shared/view'
import { useStore } from 'zustand'
import type { BoardConnection } from '../sync/connection.ts'
import { leaderOf } from '../sync/leaderOf.ts'
import { Button } from '../ui/Button.tsx'
import { Notice } from '../ui/Notice.tsx'
import { useWords } from '../words/words.ts'

/** The cell that a facilitator shows everybody. A table never scrolls by itself under somebody's reading: it offers the way. */
export function TableShown({ connection, view, onGo }: { connection: BoardConnection; view: SessionView; onGo: (cell: string | null) => void }) {
  const t = useWords()
  const key = useStore(connection.presences, (presences) => {
    const leader = leaderOf(presences)
    return leader ? JSON.stringify([leader.spotlight.cell, leader.name]) : ''
  })
  if (!key) return null
  const [cell, name] = JSON.parse(key) as [string | null, string | null]
  return (
    <Notice
      actions={
        <Button size="small" onPress={() => onGo(cell)}>
          {t('canvas.lead.goThere')}
        </Button>
      }
    >
      {t('canvas.lead.shown', { name: name ?? t('canvas.lead.facilitator'), cell: cellName(view.matrix, cell) })}
    </Notice>
  )
}
