import { changeContradiction } from '@stocktake/shared/board/records'
import type { Contradiction } from '@stocktake/shared/board/schema'
import type { Round } from '@stocktake/shared/session'
import { tensionStatus } from '@stocktake/shared/standing'
import type { SessionView } from '@stocktake/shared/view'
import { useState } from 'react'
import { tensionRefusal } from '../../sync/asks.ts'
import type { BoardConnection } from '../../sync/connection.ts'
import { tensionName } from '../../sync/tensionName.ts'
import { useNotes } from '../../sync/useBoard.ts'
import type { BoardRules } from '../../sync/useRules.ts'
import { Button } from '../../ui/Button.tsx'
import { Choices } from '../../ui/Choices.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { useWords } from '../../words/words.ts'
import { NotePicker } from './NotePicker.tsx'
import { NotNow } from './NotNow.tsx'
import styles from './Tensions.module.css'

export interface AddressDialogProps {
  connection: BoardConnection
  view: SessionView
  round: Round
  rules: BoardRules
  /** As it stands now. */
  tension: Contradiction
  onClose: () => void
}

/** Says which notes of this round take a tension on, and how far they go. */
export function AddressDialog({ connection, view, round, rules, tension, onClose }: AddressDialogProps) {
  const t = useWords()
  const notes = useNotes(connection)
  const before = tension.addressedBy.filter((ref) => ref.round === round.number).map(({ note }) => note)
  const [chosen, setChosen] = useState(before)
  const [status, setStatus] = useState<string>(tensionStatus(tension) === 'addressed' ? 'addressed' : 'partly')

  const mayNot = tensionRefusal({ me: view.me, rules }, tension)

  const save = () => {
    const picked = new Set(chosen)
    // What somebody else has added meanwhile stays: only what was picked or let go here is changed.
    const kept = tension.addressedBy.filter((ref) => ref.round !== round.number || picked.has(ref.note))
    const added = chosen.filter((note) => !before.includes(note)).map((note) => ({ round: round.number, note }))
    connection.endUndoStep()
    changeContradiction(connection.board, tension.id, { status, addressedBy: [...kept, ...added] })
    connection.endUndoStep()
    onClose()
  }

  return (
    <Dialog
      title={t('tensions.addressTitle')}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t('common.cancel')}</Button>
          <Button variant="primary" isDisabled={mayNot !== undefined} onPress={save}>
            {t('tensions.addressSave')}
          </Button>
        </>
      }
    >
      <div className={styles.form}>
        <NotNow reason={mayNot} />
        <p className={styles.cardTitle}>{tensionName(tension, t)}</p>
        <p className={styles.quiet}>{t('tensions.addressText')}</p>
        <NotePicker view={view} title={t('tensions.notesHere')} notes={notes} chosen={chosen} onChange={setChosen} autoFocus />
        <Choices
          label={t('tensions.addressHow')}
          value={status}
          onChange={setStatus}
          choices={[
            { id: 'partly', label: t('tensions.statuses.partly') },
            { id: 'addressed', label: t('tensions.statuses.addressed') },
          ]}
        />
      </div>
    </Dialog>
  )
}
