import { openRound } from '@stocktake/shared/rounds'
import type { Round } from '@stocktake/shared/session'
import type { SessionView } from '@stocktake/shared/view'
import { Download, Printer } from 'lucide-react'
import { useState } from 'react'
import { reopenRound } from '../api.ts'
import { useSession } from '../session.ts'
import { navigate } from '../ui/address.tsx'
import { Button } from '../ui/Button.tsx'
import { Confirm } from '../ui/Confirm.tsx'
import { onDemand } from '../ui/onDemand.tsx'
import { useCommand } from '../ui/useCommand.ts'
import { useWords } from '../words/words.ts'
import styles from './Record.module.css'

const ExportDialog = onDemand(async () => (await import('./export/ExportDialog.tsx')).ExportDialog, { isOver: true })

/** What can be done with a record: take it along, print it, or, for a facilitator, open the round again. */
export function RecordActions({ view, round }: { view: SessionView; round: Round }) {
  const t = useWords()
  const command = useCommand()
  const [asking, setAsking] = useState(false)
  const [isExporting, setExporting] = useState(false)
  const other = openRound(view)

  async function reopen() {
    const next = await command.run(() => reopenRound(view.id, round.number))
    if (!next) return
    useSession.getState().setView(next)
    navigate(`/s/${view.id}`)
  }

  return (
    <div className={styles.actions}>
      <Button size="small" icon={<Download aria-hidden />} onPress={() => setExporting(true)}>
        {t('export.open')}
      </Button>
      {isExporting && <ExportDialog view={view} round={round.number} onClose={() => setExporting(false)} />}
      <Button size="small" icon={<Printer aria-hidden />} onPress={() => window.print()}>
        {t('round.print')}
      </Button>
      {view.me.role === 'facilitator' && round.state === 'closed' && !other && (
        <Button size="small" onPress={() => setAsking(true)}>
          {t('round.reopen')}
        </Button>
      )}
      <Confirm
        title={t('round.reopenTitle', { round: round.number })}
        isOpen={asking}
        onClose={() => setAsking(false)}
        go={t('round.reopenDo', { round: round.number })}
        onGo={() => void reopen()}
        command={command}
      >
        <p>{t('round.reopenText')}</p>
      </Confirm>
    </div>
  )
}
