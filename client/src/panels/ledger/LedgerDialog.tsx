import { changeLedgerEntry, putLedgerEntry } from '@stocktake/shared/board/records'
import type { LedgerEntry } from '@stocktake/shared/board/schema'
import type { Round } from '@stocktake/shared/session'
import { ACTION_STATUSES, actionStatus } from '@stocktake/shared/standing'
import type { SessionView } from '@stocktake/shared/view'
import { type FormEvent, useId, useState } from 'react'
import { ledgerRefusal } from '../../sync/asks.ts'
import type { BoardConnection } from '../../sync/connection.ts'
import { useLedger, useNotes } from '../../sync/useBoard.ts'
import type { BoardRules } from '../../sync/useRules.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { Field } from '../../ui/Field.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { Select } from '../../ui/Select.tsx'
import { useWords } from '../../words/words.ts'
import { Clashes } from '../tensions/Clashes.tsx'
import { NotePicker } from '../tensions/NotePicker.tsx'
import { NotNow } from '../tensions/NotNow.tsx'
import { useMerging } from '../tensions/useMerging.ts'
import styles from './Ledger.module.css'
import { dueWords, isDay, KINDS, type Kind } from './ledgerWords.ts'
import { OwnerSelect } from './OwnerSelect.tsx'

export interface LedgerDialogProps {
  connection: BoardConnection
  view: SessionView
  round: Round
  rules: BoardRules
  entry: LedgerEntry
  onClose: () => void
}

type Form = Required<Pick<LedgerEntry, 'kind' | 'text' | 'fromNotes' | 'ownerGroup' | 'due' | 'status' | 'outcome'>>
const formOf = ({ kind, text, fromNotes, ownerGroup = '', due = '', status = '', outcome = '' }: LedgerEntry): Form => ({
  kind,
  text,
  fromNotes,
  ownerGroup,
  due,
  status,
  outcome,
})
/** Fields that an entry may be without. */
const OPTIONAL = ['ownerGroup', 'due', 'status', 'outcome'] as const
const asFields = (changes: Partial<Form>) =>
  Object.fromEntries(Object.entries(changes).map(([field, value]) => [field, OPTIONAL.some((one) => one === field) ? value || undefined : value]))

/** Changes an entry of the ledger, while others may change it too. */
export function LedgerDialog({ connection, view, round, rules, entry, onClose }: LedgerDialogProps) {
  const t = useWords()
  const formId = useId()
  const notes = useNotes(connection)
  const now = useLedger(connection).find(({ id }) => id === entry.id)
  const form = useMerging<Form>(formOf(now ?? entry))
  const [needs, setNeeds] = useState(false)
  const { shown, set } = form
  const here = shown.fromNotes.filter((ref) => ref.round === round.number).map(({ note }) => note)

  const mayNot = ledgerRefusal({ me: view.me, rules })

  const save = (event: FormEvent) => {
    event.preventDefault()
    if (!shown.text.trim()) return setNeeds(true)
    if (form.clashes.length || mayNot) return
    connection.endUndoStep()
    if (now) changeLedgerEntry(connection.board, entry.id, asFields(form.changes))
    else putLedgerEntry(connection.board, { ...entry, ...asFields(shown) })
    connection.endUndoStep()
    onClose()
  }
  const sayClash = (field: keyof Form) => {
    const value = (now ?? entry)[field] ?? ''
    const names = {
      kind: t('ledger.kind'),
      text: t('ledger.text'),
      fromNotes: t('ledger.fromNotes'),
      ownerGroup: t('ledger.owner'),
      due: t('ledger.due'),
      status: t('ledger.status'),
      outcome: t('ledger.outcome'),
    }
    const words = {
      kind: t(`ledger.kinds.${(now ?? entry).kind}`),
      text: String(value),
      fromNotes: (now?.fromNotes ?? []).flatMap((ref) => notes.find(({ id }) => id === ref.note)?.text ?? []).join(' / '),
      ownerGroup: view.groups.find(({ id }) => id === value)?.label ?? String(value),
      due: dueWords(String(value)),
      status: t(`ledger.statuses.${actionStatus(now ?? entry)}`),
      outcome: String(value),
    }
    return { field: names[field], text: words[field] }
  }

  return (
    <Dialog
      title={t('ledger.editTitle')}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t('common.cancel')}</Button>
          <Button type="submit" form={formId} variant="primary" isDisabled={form.clashes.length > 0 || mayNot !== undefined}>
            {t('ledger.save')}
          </Button>
        </>
      }
    >
      <form id={formId} className={styles.form} onSubmit={save}>
        {!now && (
          <Notice kind="warning" title={t('tensions.goneTitle')}>
            {t('tensions.goneText')}
          </Notice>
        )}
        <NotNow reason={mayNot} />
        <Clashes form={form} say={sayClash} />
        <Select
          label={t('ledger.kind')}
          value={shown.kind}
          options={KINDS.map((id) => ({ id, label: t(`ledger.kinds.${id}`) }))}
          onChange={(kind) => set({ kind: kind as Kind })}
        />
        <Field
          label={t('ledger.text')}
          multiline
          rows={2}
          maxLength={2000}
          autoFocus
          error={needs && !shown.text.trim() ? t('ledger.needs') : undefined}
          value={shown.text}
          onChange={(text) => set({ text })}
        />
        {shown.kind === 'action' && (
          <>
            <div className={styles.pair}>
              <OwnerSelect groups={view.groups} value={shown.ownerGroup} onChange={(ownerGroup) => set({ ownerGroup })} />
              <Field
                label={t('ledger.due')}
                type={!shown.due || isDay(shown.due) ? 'date' : 'text'}
                maxLength={500}
                value={shown.due}
                onChange={(due) => set({ due })}
              />
            </div>
            <Select
              label={t('ledger.status')}
              value={actionStatus(shown)}
              options={ACTION_STATUSES.map((id) => ({ id, label: t(`ledger.statuses.${id}`) }))}
              onChange={(status) => set({ status })}
            />
          </>
        )}
        {shown.kind === 'parking' && (
          <Field
            label={t('ledger.outcome')}
            description={t('ledger.outcomeHint')}
            multiline
            rows={2}
            maxLength={500}
            value={shown.outcome}
            onChange={(outcome) => set({ outcome })}
          />
        )}
        <NotePicker
          view={view}
          title={t('ledger.fromNotes')}
          notes={notes}
          chosen={here}
          onChange={(chosen) =>
            set({
              fromNotes: [
                ...shown.fromNotes.filter((ref) => ref.round !== round.number || chosen.includes(ref.note)),
                ...chosen.filter((id) => !here.includes(id)).map((note) => ({ round: round.number, note })),
              ],
            })
          }
        />
      </form>
    </Dialog>
  )
}
