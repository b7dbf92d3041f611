import { changeLedgerEntry, removeLedgerEntry } from '@stocktake/shared/board/records'
import type { LedgerEntry } from '@stocktake/shared/board/schema'
import type { Round } from '@stocktake/shared/session'
import { isOpenEntry } from '@stocktake/shared/standing'
import type { SessionView } from '@stocktake/shared/view'
import { useState } from 'react'
import { mayKeepLedger } from '../../sync/asks.ts'
import type { BoardConnection } from '../../sync/connection.ts'
import { UndoToast } from '../../sync/UndoToast.tsx'
import { useLedger, useNotes } from '../../sync/useBoard.ts'
import type { BoardRules } from '../../sync/useRules.ts'
import { Button } from '../../ui/Button.tsx'
import { useWords } from '../../words/words.ts'
import styles from './Ledger.module.css'
import { LedgerAdd } from './LedgerAdd.tsx'
import { LedgerItem } from './LedgerItem.tsx'
import { KINDS, type Kind } from './ledgerWords.ts'

export interface LedgerProps {
  view: SessionView
  round: Round
  connection: BoardConnection
  rules: BoardRules
}

/** Decisions, actions and what is parked, kept beside the board; what earlier rounds left open is among it. */
export function Ledger({ view, round, connection, rules }: LedgerProps) {
  const t = useWords()
  const entries = useLedger(connection)
  const notes = useNotes(connection)
  const [filter, setFilter] = useState<Kind | 'all'>('all')
  const [toast, setToast] = useState('')
  const mayKeep = mayKeepLedger({ me: view.me, rules })
  const shown = entries.filter(({ kind }) => filter === 'all' || kind === filter)
  const open = shown.filter(isOpenEntry)

  const step = (effect: () => void) => {
    connection.endUndoStep()
    effect()
    connection.endUndoStep()
  }
  const remove = ({ id }: LedgerEntry) => {
    step(() => removeLedgerEntry(connection.board, id))
    queueMicrotask(() => setToast(t('ledger.removed')))
  }
  // What is to be done stands before what is done.
  const ordered = [...open, ...shown.filter((entry) => !open.includes(entry))]

  return (
    <div className={styles.panel}>
      <p className={styles.quiet}>{t(mayKeep ? 'ledger.intro' : 'ledger.introRead')}</p>
      {mayKeep && <LedgerAdd view={view} round={round} connection={connection} />}
      <fieldset className={styles.kinds} aria-label={t('ledger.show')}>
        {(['all', ...KINDS] as const).map((one) => {
          const count = one === 'all' ? entries.length : entries.filter(({ kind }) => kind === one).length
          return (
            <Button key={one} size="small" className={styles.filter ?? ''} aria-pressed={one === filter} onPress={() => setFilter(one)}>
              {t(`ledger.filters.${one}`)} <span className="tabular">{count}</span>
            </Button>
          )
        })}
      </fieldset>
      {ordered.length === 0 && <p>{t(`ledger.none.${filter}`)}</p>}
      <ul className={styles.items} aria-label={t(`ledger.filters.${filter}`)}>
        {ordered.map((entry) => (
          <LedgerItem
            key={entry.id}
            view={view}
            round={round.number}
            notes={notes}
            entry={entry}
            mayKeep={mayKeep}
            onStatus={(status) => step(() => changeLedgerEntry(connection.board, entry.id, { status }))}
            onRemove={() => remove(entry)}
          />
        ))}
      </ul>
      {toast && <UndoToast connection={connection} message={toast} onGone={() => setToast('')} />}
    </div>
  )
}
