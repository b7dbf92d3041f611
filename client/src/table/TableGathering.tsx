import { CheckCheck, Group, Ungroup, X } from 'lucide-react'
import { useStore } from 'zustand'
import type { BoardConnection } from '../sync/connection.ts'
import { askGathering, type Gatherer, gathering, groupNotes, mayGather, pick, sayGathering, takeOut } from '../sync/gathering.ts'
import { useNotes } from '../sync/useBoard.ts'
import { Button } from '../ui/Button.tsx'
import { useWords } from '../words/words.ts'
import styles from './TableGathering.module.css'

const SELECT = 'select-notes'

/** Begins and ends the selecting of several notes. */
export function SelectNotes() {
  const t = useWords()
  const isSelecting = useStore(gathering, ({ picked }) => picked !== null)
  return (
    <div className={styles.start}>
      <Button
        id={SELECT}
        size="small"
        icon={isSelecting ? <X aria-hidden /> : <CheckCheck aria-hidden />}
        aria-expanded={isSelecting}
        onPress={() => pick(isSelecting ? null : [])}
      >
        {t(isSelecting ? 'themes.stopSelecting' : 'themes.select')}
      </Button>
    </div>
  )
}

/** What is done with the selected notes together, in sight wherever one scrolls. */
export function GatheringBar({ connection, ...gatherer }: Gatherer & { connection: BoardConnection }) {
  const t = useWords()
  const picked = useStore(gathering, (state) => state.picked)
  const notes = useNotes(connection)
  if (!picked) return null
  // What somebody deleted meanwhile is not counted.
  const chosen = notes.filter(({ id }) => picked.has(id))
  const ids = chosen.map(({ id }) => id)
  const done = (words: string) => {
    sayGathering(words)
    pick(null)
    // The bar goes with its buttons; a dialog that follows gives the focus back to where it is now.
    document.getElementById(SELECT)?.focus({ preventScroll: true })
  }
  const group = () => {
    if (!mayGather(gatherer, chosen)) return sayGathering(t('themes.notHere'))
    done(t('themes.gathered', { count: ids.length }))
    groupNotes(connection, ids)
  }
  const letGo = () => {
    done(t('themes.ungathered'))
    takeOut(connection, ids)
  }
  return (
    <section className={styles.bar} aria-label={t('themes.select')}>
      <p className={styles.count} role="status">
        {chosen.length ? t('themes.selecting', { count: chosen.length }) : t('themes.selectingNone')}
      </p>
      <Button size="small" variant="primary" icon={<Group aria-hidden />} isDisabled={chosen.length < 2} onPress={group}>
        {t('themes.groupThese')}
      </Button>
      <Button size="small" isDisabled={!chosen.length} onPress={() => askGathering({ what: 'group-with', notes: ids })}>
        {t('themes.intoTheme')}
      </Button>
      {chosen.some(({ theme }) => theme) && (
        <Button size="small" icon={<Ungroup aria-hidden />} onPress={letGo}>
          {t('themes.takeOutMany')}
        </Button>
      )}
    </section>
  )
}
