import { changeContradiction, removeContradiction } from '@stocktake/shared/board/records'
import type { Contradiction } from '@stocktake/shared/board/schema'
import { isTeam } from '@stocktake/shared/rounds'
import type { Round } from '@stocktake/shared/session'
import { isOpenTension } from '@stocktake/shared/standing'
import type { SessionView } from '@stocktake/shared/view'
import { Plus } from 'lucide-react'
import { useState } from 'react'
import { ask, mayName, tensionRefusal } from '../../sync/asks.ts'
import type { BoardConnection } from '../../sync/connection.ts'
import { UndoToast } from '../../sync/UndoToast.tsx'
import { useNotes, useTensions } from '../../sync/useBoard.ts'
import type { BoardRules } from '../../sync/useRules.ts'
import { Button } from '../../ui/Button.tsx'
import { useWords } from '../../words/words.ts'
import { TensionCard } from './TensionCard.tsx'
import styles from './Tensions.module.css'

export interface TensionsProps {
  view: SessionView
  round: Round
  connection: BoardConnection
  rules: BoardRules
}

/** The tensions of a round and those of earlier ones that are still open, beside the board. */
export function Tensions({ view, round, connection, rules }: TensionsProps) {
  const t = useWords()
  const tensions = useTensions(connection)
  const notes = useNotes(connection)
  const [toast, setToast] = useState('')
  const { me } = view
  const isNaming = mayName({ me, rules })
  const open = tensions.filter(isOpenTension)
  const parts = [
    { title: t('tensions.earlier'), list: open.filter(({ since }) => since) },
    { title: t('tensions.ofRound', { round: round.number }), list: open.filter(({ since }) => !since) },
    { title: t('tensions.settled'), list: tensions.filter((tension) => !isOpenTension(tension)) },
  ].filter(({ list }) => list.length > 0)

  const step = (effect: () => void) => {
    connection.endUndoStep()
    effect()
    connection.endUndoStep()
  }
  const remove = ({ id }: Contradiction) => {
    step(() => removeContradiction(connection.board, id))
    // After the removal itself has been told, so that the message is not taken away by it.
    queueMicrotask(() => setToast(t('tensions.removed')))
  }

  return (
    <div className={styles.panel}>
      <p className={styles.quiet}>{t('tensions.intro')}</p>
      {isNaming ? (
        <Button variant="primary" icon={<Plus aria-hidden />} onPress={() => ask({ what: 'name-tension', notes: [] })}>
          {t('tensions.name')}
        </Button>
      ) : (
        round.state === 'open' && me.role !== 'observer' && <p className={styles.quiet}>{t('tensions.who')}</p>
      )}
      {tensions.length === 0 ? (
        <p>
          {t('tensions.none')} {isNaming && t('tensions.noneHow')}
        </p>
      ) : (
        <p className={styles.count}>{open.length ? t('tensions.open', { count: open.length }) : t('tensions.allSettled')}</p>
      )}
      {parts.map(({ title, list }) => (
        <section key={title} aria-label={title}>
          <h3 className={styles.partTitle}>{title}</h3>
          <ul className={styles.cards}>
            {list.map((tension) => (
              <TensionCard
                key={tension.id}
                view={view}
                round={round.number}
                notes={notes}
                tension={tension}
                mayChange={!tensionRefusal({ me, rules }, tension)}
                maySettle={isTeam(me.role) && !tensionRefusal({ me, rules }, tension)}
                onStatus={(status) => step(() => changeContradiction(connection.board, tension.id, { status }))}
                onRemove={() => remove(tension)}
              />
            ))}
          </ul>
        </section>
      ))}
      {toast && <UndoToast connection={connection} message={toast} onGone={() => setToast('')} />}
    </div>
  )
}
