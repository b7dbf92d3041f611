import type { NoteRef } from '@stocktake/shared/fields'
import type { LineageTree } from '@stocktake/shared/report/lineage'
import { ArrowLeft } from 'lucide-react'
import { useCallback, useState } from 'react'
import { readLineage } from '../api.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { Loading } from '../ui/Loading.tsx'
import { Notice } from '../ui/Notice.tsx'
import { useLoaded } from '../ui/useLoaded.ts'
import { useWords } from '../words/words.ts'
import styles from './Lineage.module.css'
import { LineageChain, LineageLater } from './LineageChain.tsx'
import { roundsIn } from './LineageSteps.ts'

export interface LineageDialogProps {
  stocktakeId: string
  round: number
  noteId: string
  onClose: () => void
}

/** Where a note came from, from its first wording to now, and what became of it later. */
export function LineageDialog({ stocktakeId, round, noteId, onClose }: LineageDialogProps) {
  const t = useWords()
  // Following a later wording goes on in the same dialog; the way back is kept.
  const [trail, setTrail] = useState<NoteRef[]>([{ round, note: noteId }])
  const at = trail.at(-1) ?? { round, note: noteId }
  const lineage = useLoaded(useCallback(() => readLineage(stocktakeId, at.round, at.note), [stocktakeId, at.round, at.note]))

  return (
    <Dialog title={t('lineage.title')} isOpen onClose={onClose}>
      {trail.length > 1 && (
        <div>
          <Button size="small" icon={<ArrowLeft aria-hidden />} onPress={() => setTrail(trail.slice(0, -1))}>
            {t('lineage.back')}
          </Button>
        </div>
      )}
      {lineage.state === 'loading' && <Loading label={t('lineage.loading')} />}
      {lineage.state === 'failed' && (
        <Notice kind="warning" title={t('lineage.failed')} actions={<Button onPress={lineage.again}>{t('common.retry')}</Button>}>
          {lineage.problem.title}
        </Notice>
      )}
      {lineage.state === 'ready' && <Story tree={lineage.value} onFollow={(note) => setTrail([...trail, note])} />}
    </Dialog>
  )
}

function Story({ tree, onFollow }: { tree: LineageTree; onFollow: (note: NoteRef) => void }) {
  const t = useWords()
  return (
    <div className={styles.story}>
      <p className={styles.summary}>{tree.from.length ? t('lineage.through', { count: roundsIn(tree) }) : t('lineage.first')}</p>
      <LineageChain tree={tree} />
      <LineageLater later={tree.to} onFollow={onFollow} />
    </div>
  )
}
