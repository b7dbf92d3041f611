import type { SessionView } from '@stocktake/shared/view'
import { Download } from 'lucide-react'
import { useState } from 'react'
import { Button } from '../../ui/Button.tsx'
import { onDemand } from '../../ui/onDemand.tsx'
import { useWords } from '../../words/words.ts'
import styles from './Setup.module.css'

const ExportDialog = onDemand(async () => (await import('../export/ExportDialog.tsx')).ExportDialog, { isOver: true })

/** The way to all files, from where a stocktake is kept. */
export function ExportSetup({ view }: { view: SessionView }) {
  const t = useWords()
  const [isOpen, setOpen] = useState(false)
  return (
    <div className="stack">
      <p className={styles.help}>{t('setup.exportHelp')}</p>
      <div>
        <Button variant="primary" icon={<Download aria-hidden />} onPress={() => setOpen(true)}>
          {t('export.open')}
        </Button>
      </div>
      {isOpen && <ExportDialog view={view} round={undefined} onClose={() => setOpen(false)} />}
    </div>
  )
}
