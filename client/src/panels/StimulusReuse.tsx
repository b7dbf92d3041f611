import type { Note } from '@stocktake/shared/board/schema'
import type { NoteRef } from '@stocktake/shared/fields'
import type { Round } from '@stocktake/shared/session'
import type { SessionView } from '@stocktake/shared/view'
import { useState } from 'react'
import { addStimulus, setShelf } from '../api.ts'
import { useSession } from '../session.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { Field } from '../ui/Field.tsx'
import { Notice } from '../ui/Notice.tsx'
import { useCommand } from '../ui/useCommand.ts'
import { useWords } from '../words/words.ts'
import { RecordNotePicker } from './RecordNotePicker.tsx'
import styles from './Stimulus.module.css'

interface StimulusReuseProps {
  view: SessionView
  round: Round
  onClose: () => void
}

/** Putting something on the shelf that an earlier round had, in its newest version. */
export function StimulusReuse({ view, round, onClose }: StimulusReuseProps) {
  const t = useWords()
  const { run, isRunning, problem } = useCommand()
  const items = view.stimulus.filter((item) => !round.shelf.some((place) => place.id === item.id))
  const newest = (id: string) => Math.max(0, ...(view.stimulus.find((item) => item.id === id)?.versions ?? []).map((version) => version.version))
  const usedIn = (id: string) => view.rounds.filter((other) => other.shelf.some((place) => place.id === id)).map((other) => other.number)

  const add = (id: string) =>
    void run(async () => {
      const shelf = [...round.shelf, { id, version: newest(id), hidden: false }]
      useSession.getState().setView(await setShelf(view.id, round.number, { shelf }))
    })

  return (
    <Dialog title={t('stimulus.reuseTitle')} isOpen onClose={onClose}>
      {!items.length && <p className={styles.help}>{t('stimulus.reuseNone')}</p>}
      <ul className={styles.reuse}>
        {items.map((item) => {
          const rounds = usedIn(item.id)
          return (
            <li key={item.id} className={styles.reuseItem}>
              <div>
                <p className={styles.label}>{item.title}</p>
                <p className={styles.help}>
                  {item.kindLabel || t(`stimulus.kind.${item.kind}`)}, {t('mirror.version', { version: newest(item.id) })}
                  {rounds.length > 0 && `, ${t('stimulus.usedIn', { rounds: rounds.join(', ') })}`}
                </p>
              </div>
              <Button size="small" isDisabled={isRunning} onPress={() => add(item.id)} aria-label={t('stimulus.reuseDo', { title: item.title })}>
                {t('common.add')}
              </Button>
            </li>
          )
        })}
      </ul>
      {problem && <Notice kind="danger">{problem.title}</Notice>}
    </Dialog>
  )
}

/** Putting a note of a closed round on the shelf, as it was written, with the way back to it. */
export function StimulusFromNote({ view, round, onClose }: StimulusReuseProps) {
  const t = useWords()
  const { run, isRunning, problem } = useCommand()
  const [chosen, setChosen] = useState<{ ref: NoteRef; note: Note } | null>(null)
  const [title, setTitle] = useState('')

  function choose([ref]: NoteRef[], [note]: Note[]) {
    if (!ref || !note) return
    setChosen({ ref, note })
    setTitle(t('stimulus.noteTitle', { round: ref.round }))
  }

  async function add() {
    if (!chosen) return
    const group = view.groups.find((candidate) => candidate.id === chosen.note.group)
    const done = await run(async () => {
      const next = await addStimulus(view.id, round.number, {
        kind: 'note',
        title: title.trim(),
        source: group?.label ?? '',
        text: chosen.note.text,
        fromNotes: [chosen.ref],
      })
      useSession.getState().setView(next)
      return next
    })
    if (done) onClose()
  }

  return (
    <Dialog
      title={t('stimulus.fromNoteTitle')}
      isOpen
      onClose={onClose}
      size="wide"
      actions={
        <>
          <Button onPress={onClose}>{t('common.cancel')}</Button>
          <Button variant="primary" isDisabled={!chosen || !title.trim()} isPending={isRunning} onPress={() => void add()}>
            {t('stimulus.addDo', { round: round.number })}
          </Button>
        </>
      }
    >
      <RecordNotePicker view={view} chosen={chosen ? [chosen.ref] : []} onChange={choose} />
      {chosen && <Field label={t('stimulus.itemTitle')} value={title} onChange={setTitle} maxLength={200} />}
      {problem && <Notice kind="danger">{problem.title}</Notice>}
    </Dialog>
  )
}
