import type { Note } from '@stocktake/shared/board/schema'
import type { CarryAction } from '@stocktake/shared/carry'
import { carries } from '@stocktake/shared/fate'
import type { SessionView } from '@stocktake/shared/view'
import { Plus } from 'lucide-react'
import { type FormEvent, useState } from 'react'
import { Button } from '../ui/Button.tsx'
import { Field } from '../ui/Field.tsx'
import { useWords } from '../words/words.ts'
import styles from './Carry.module.css'
import { CarryMerge } from './CarryMerge.tsx'
import { mergedWords, splitWords } from './CarryQueue.ts'

/** What a form has found out: the words that go forward, or the reason why none do. */
export interface Answer {
  sources: Note[]
  texts: string[]
  reason: string
}

export interface CarryFormProps {
  view: SessionView
  note: Note
  action: Exclude<CarryAction, 'kept'>
  /** Notes that may be merged with this one. */
  others: readonly Note[]
  isRunning: boolean
  onDecide: (answer: Answer) => void
  onCancel: () => void
}

/** Asks for what a decision needs: new words, which notes, or a reason. Escape leaves it. */
export function CarryForm({ view, note, action, others, isRunning, onDecide, onCancel }: CarryFormProps) {
  const t = useWords()
  const [texts, setTexts] = useState(() => (action === 'split' ? splitWords(note.text) : [note.text]))
  const [typed, setTyped] = useState(false)
  const [merged, setMerged] = useState<Note[]>([])
  const [reason, setReason] = useState('')
  const written = texts.map((text) => text.trim()).filter(Boolean)
  const asksWords = carries(action)
  const complete =
    (action === 'merged' && merged.length > 0 && written.length === 1) ||
    (action === 'split' && written.length > 1) ||
    (action === 'refined' && written.length === 1) ||
    (!asksWords && reason.trim() !== '')

  function setText(index: number, text: string) {
    setTyped(true)
    setTexts(texts.map((old, i) => (i === index ? text : old)))
  }

  function choose(chosen: Note[]) {
    setMerged(chosen)
    // Words that somebody has worked on are theirs: choosing one more note does not write over them.
    if (!typed) setTexts([mergedWords([note, ...chosen].map(({ text }) => text))])
  }

  function submit(event: FormEvent) {
    event.preventDefault()
    if (complete && !isRunning) onDecide({ sources: [note, ...merged], texts: asksWords ? written : [], reason: reason.trim() })
  }

  return (
    <form className={styles.form} aria-label={t(`carry.action.${action}`)} onSubmit={submit} onKeyDown={(event) => event.key === 'Escape' && onCancel()}>
      {action === 'merged' && <CarryMerge view={view} note={note} others={others} chosen={merged} onChange={choose} />}
      {asksWords &&
        texts.map((text, index) => (
          <Field
            // biome-ignore lint/suspicious/noArrayIndexKey: the fields of a split have no other name than their place
            key={index}
            label={action === 'split' ? t('carry.part', { number: index + 1 }) : t(`carry.words.${action === 'merged' ? 'merged' : 'refined'}`)}
            multiline
            rows={action === 'split' ? 2 : 3}
            autoFocus={index === 0 && action !== 'merged'}
            maxLength={2000}
            value={text}
            onChange={(next) => setText(index, next)}
          />
        ))}
      {action === 'split' && (
        <div>
          <Button size="small" icon={<Plus aria-hidden />} isDisabled={texts.length >= 50} onPress={() => setTexts([...texts, ''])}>
            {t('carry.addPart')}
          </Button>
        </div>
      )}
      {!asksWords && (
        <Field
          label={t('carry.reason')}
          description={t(`carry.reasonHelp.${action as 'answered' | 'parked' | 'not_carried'}`)}
          autoFocus
          isRequired
          maxLength={500}
          value={reason}
          onChange={setReason}
        />
      )}
      <div className={styles.formActions}>
        <Button type="submit" variant="primary" isDisabled={!complete} isPending={isRunning}>
          {action === 'merged'
            ? t('carry.mergeDo', { count: merged.length + 1 })
            : action === 'split'
              ? t('carry.splitDo', { count: Math.max(2, written.length) })
              : t(`carry.do.${action}`)}
        </Button>
        <Button onPress={onCancel}>{t('common.cancel')}</Button>
      </div>
    </form>
  )
}
