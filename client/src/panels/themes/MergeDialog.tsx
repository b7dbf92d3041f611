import type { Theme } from '@stocktake/shared/board/schema'
import { gatheredIn } from '@stocktake/shared/board/themes'
import type { SessionView } from '@stocktake/shared/view'
import { Group } from 'lucide-react'
import type { BoardConnection } from '../../sync/connection.ts'
import { type Gatherer, mayGather, mergeInto, themeName } from '../../sync/gathering.ts'
import { useNotes, useThemes } from '../../sync/useBoard.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { cellName } from '../../words/usual.ts'
import { useWords } from '../../words/words.ts'
import styles from './Themes.module.css'

export interface MergeDialogProps extends Gatherer {
  connection: BoardConnection
  view: SessionView
  theme: Theme
  onClose: () => void
}

/** Which other theme a theme goes into; all of its notes go along. */
export function MergeDialog({ connection, view, theme, onClose, ...gatherer }: MergeDialogProps) {
  const t = useWords()
  const all = gatheredIn(useNotes(connection), useThemes(connection))
  const own = all.find((one) => one.theme.id === theme.id)
  const others = all.filter((one) => one.theme.id !== theme.id && mayGather(gatherer, own?.notes, one.theme))
  return (
    <Dialog title={t('themes.mergeTitle')} isOpen onClose={onClose}>
      <p className={styles.quote} dir="auto">
        {themeName(theme, t)}
      </p>
      {others.length === 0 && <p>{t('themes.mergeNone')}</p>}
      {others.map((other) => (
        <Button
          key={other.theme.id}
          icon={<Group aria-hidden />}
          className={styles.choice ?? ''}
          aria-label={t('themes.mergeWith', { theme: themeName(other.theme, t) })}
          onPress={() => {
            mergeInto(connection, theme.id, other.theme.id)
            onClose()
          }}
        >
          <span>
            <span className={styles.choiceWords}>{themeName(other.theme, t)}</span>
            <span className={styles.about}>
              {[t('themes.notes', { count: other.notes.length }), ...other.cells.map((cell) => cellName(view.matrix, cell))].join(', ')}
            </span>
          </span>
        </Button>
      ))}
    </Dialog>
  )
}
