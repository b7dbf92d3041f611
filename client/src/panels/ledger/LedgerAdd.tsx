import { putLedgerEntry } from '@stocktake/shared/board/records'
import { newId } from '@stocktake/shared/ids'
import type { Round } from '@stocktake/shared/session'
import type { SessionView } from '@stocktake/shared/view'
import { Plus, X } from 'lucide-react'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import { useStore } from 'zustand'
import { serverNow } from '../../serverTime.ts'
import type { BoardConnection } from '../../sync/connection.ts'
import { useNotes } from '../../sync/useBoard.ts'
import { Button } from '../../ui/Button.tsx'
import { Field } from '../../ui/Field.tsx'
import { useWords } from '../../words/words.ts'
import styles from './Ledger.module.css'
import { ledgerDraft } from './ledgerDraft.ts'
import { KINDS, type Kind } from './ledgerWords.ts'
import { OwnerSelect } from './OwnerSelect.tsx'

/** How often the field took the focus because somebody asked for it. */
let taken = 0

/** The line in which one entry after the other is written: Enter adds, and the next can be typed. */
export function LedgerAdd({ view, round, connection }: { view: SessionView; round: Round; connection: BoardConnection }) {
  const t = useWords()
  const draft = useStore(ledgerDraft)
  const field = useRef<HTMLInputElement>(null)
  const [said, setSaid] = useState('')
  const [needs, setNeeds] = useState(false)
  const board = useNotes(connection)
  const from = draft.round === round.number ? board.filter(({ id }) => draft.notes.includes(id)) : []
  const { kind, text } = draft
  const set = ledgerDraft.setState

  useEffect(() => {
    if (draft.asked === taken) return
    taken = draft.asked
    // After the panel's own heading, which takes the focus when the panel opens.
    requestAnimationFrame(() => field.current?.focus())
  }, [draft.asked])

  const add = (event: FormEvent) => {
    event.preventDefault()
    if (!text.trim()) return setNeeds(true)
    connection.endUndoStep()
    putLedgerEntry(connection.board, {
      id: newId(),
      kind,
      text: text.trim(),
      fromNotes: from.map(({ id }) => ({ round: round.number, note: id })),
      createdAt: serverNow(),
      ...(kind === 'action' ? { status: 'open', ...(draft.owner ? { ownerGroup: draft.owner } : {}), ...(draft.due ? { due: draft.due } : {}) } : {}),
    })
    connection.endUndoStep()
    set({ text: '', due: '', notes: [] })
    setNeeds(false)
    setSaid(t('ledger.added', { kind: t(`ledger.kinds.${kind}`) }))
    field.current?.focus()
  }

  return (
    <form className={styles.add} onSubmit={add} aria-label={t('ledger.add')}>
      <fieldset className={styles.kinds} aria-label={t('ledger.kind')}>
        {KINDS.map((one) => (
          <Button key={one} size="small" variant={one === kind ? 'primary' : 'quiet'} aria-pressed={one === kind} onPress={() => set({ kind: one as Kind })}>
            {t(`ledger.kinds.${one}`)}
          </Button>
        ))}
      </fieldset>
      <Field
        label={t('ledger.text')}
        description={t('ledger.addHelp')}
        placeholder={t(`ledger.placeholder.${kind}`)}
        error={needs && !text.trim() ? t('ledger.needs') : undefined}
        maxLength={2000}
        inputRef={field}
        value={text}
        onChange={(next) => set({ text: next })}
      />
      {from.length > 0 && (
        <p className={styles.from}>
          <span>
            {t('ledger.from', { count: from.length })}: <span dir="auto">{from.map((note) => note.text || t('table.noteEmpty')).join(' / ')}</span>
          </span>
          <Button size="small" aria-label={t('ledger.fromClear')} icon={<X aria-hidden />} onPress={() => set({ notes: [] })} />
        </p>
      )}
      {kind === 'action' && (
        <div className={styles.pair}>
          <OwnerSelect groups={view.groups} value={draft.owner} onChange={(owner) => set({ owner })} />
          <Field label={t('ledger.due')} type="date" value={draft.due} onChange={(due) => set({ due })} />
        </div>
      )}
      <Button type="submit" variant="primary" icon={<Plus aria-hidden />}>
        {t('ledger.add')}
      </Button>
      <p role="status" className="visually-hidden">
        {said}
      </p>
    </form>
  )
}
