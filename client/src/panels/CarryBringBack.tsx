import type { Note } from '@stocktake/shared/board/schema'
import type { CarryDecision } from '@stocktake/shared/carry'
import type { NoteRef } from '@stocktake/shared/fields'
import type { SessionView } from '@stocktake/shared/view'
import { Undo2 } from 'lucide-react'
import { useState } from 'react'
import { decide } from '../api.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { Field } from '../ui/Field.tsx'
import { Notice } from '../ui/Notice.tsx'
import { useCommand } from '../ui/useCommand.ts'
import { useWords } from '../words/words.ts'
import styles from './Carry.module.css'
import { changeDecisions } from './CarryDecisions.ts'
import { withAnswer } from './CarryQueue.ts'
import { CarryTarget, type Target } from './CarryTarget.tsx'
import { RecordNotePicker } from './RecordNotePicker.tsx'

/** Carrying a note of an earlier round after all: as it was, or in other words. */
export function CarryBringBack({ view, round, onClose }: { view: SessionView; round: number; onClose: () => void }) {
  const t = useWords()
  const { run, isRunning, problem } = useCommand()
  const [chosen, setChosen] = useState<{ ref: NoteRef; note: Note } | null>(null)
  const [words, setWords] = useState('')
  const [target, setTarget] = useState<Target>({ as: 'note', cell: null })

  function choose([ref]: NoteRef[], [note]: Note[]) {
    if (!ref || !note) return
    setChosen({ ref, note })
    setWords(note.text)
    setTarget({ as: target.as, cell: note.at.cell })
  }

  async function bring() {
    if (!chosen) return
    const same = words.trim() === chosen.note.text.trim()
    const sources = [chosen.ref]
    const made = await run(() =>
      decide(view.id, round, { sources, action: same ? 'kept' : 'refined', texts: same ? [] : [words.trim()], as: target.as, cell: target.cell }),
    )
    if (!made) return
    changeDecisions(round, (known) => withAnswer(known, made.decisions, sources))
    onClose()
  }

  return (
    <Dialog
      title={t('carry.bringBack')}
      isOpen
      onClose={onClose}
      size="wide"
      actions={
        <>
          <Button onPress={onClose}>{t('common.cancel')}</Button>
          <Button variant="primary" isDisabled={!chosen || !words.trim()} isPending={isRunning} onPress={() => void bring()}>
            {t('carry.bringBackDo')}
          </Button>
        </>
      }
    >
      <p className={styles.quiet}>{t('carry.bringBackHelp')}</p>
      <RecordNotePicker view={view} chosen={chosen ? [chosen.ref] : []} onChange={choose} />
      {chosen && (
        <>
          <Field label={t('carry.words.refined')} description={t('carry.bringBackWords')} multiline maxLength={2000} value={words} onChange={setWords} />
          <CarryTarget view={view} round={round} own={chosen.note.at.cell} target={target} onChange={setTarget} />
        </>
      )}
      {problem && <Notice kind="danger">{problem.title}</Notice>}
    </Dialog>
  )
}

interface BroughtBackProps {
  view: SessionView
  round: number
  decisions: readonly CarryDecision[]
  isRunning: boolean
  onUndo: (decision: CarryDecision) => void
}

/** What was brought back from earlier rounds; it is in no list of this round's notes. */
export function CarryBroughtBack({ round, decisions, isRunning, onUndo }: BroughtBackProps) {
  const t = useWords()
  const brought = decisions.filter((decision) => decision.sources.every((source) => source.round !== round))
  if (!brought.length) return null
  return (
    <section className={styles.brought} aria-label={t('carry.broughtBack')}>
      <h2 className={styles.cell}>{t('carry.broughtBack')}</h2>
      <ul>
        {brought.map((decision) => (
          <li key={decision.id} className={styles.broughtItem}>
            <div>
              <p>{decision.results.map((result) => result.text).join(' / ')}</p>
              <p className={styles.quiet}>{t('lineage.round', { round: decision.sources[0]?.round ?? 0 })}</p>
            </div>
            <Button size="small" icon={<Undo2 aria-hidden />} isDisabled={isRunning} onPress={() => onUndo(decision)}>
              {t('carry.undo')}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  )
}
