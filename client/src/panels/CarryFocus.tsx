import type { Note, Theme } from '@stocktake/shared/board/schema'
import type { CarryAction, CarryDecision } from '@stocktake/shared/carry'
import type { SessionView } from '@stocktake/shared/view'
import { Check, History, Undo2 } from 'lucide-react'
import type { ReactNode, Ref } from 'react'
import { groupShown } from '../sync/whoseNote.ts'
import { Button } from '../ui/Button.tsx'
import { GroupMark } from '../ui/GroupMark.tsx'
import { cellName } from '../words/usual.ts'
import { useWords } from '../words/words.ts'
import styles from './Carry.module.css'
import { CARRY_KEYS } from './CarryKeys.ts'

const FORWARD = ['kept', 'refined', 'merged', 'split'] as const
const STAYING = ['answered', 'parked', 'not_carried'] as const

export interface CarryFocusProps {
  view: SessionView
  note: Note
  theme: Theme | undefined
  decision: CarryDecision | undefined
  headingRef: Ref<HTMLHeadingElement>
  position: string
  /** The action whose form is open. */
  asking: CarryAction | null
  showKeys: boolean
  isRunning: boolean
  onAction: (action: CarryAction) => void
  onUndo: () => void
  onShowLineage: () => void
  target: ReactNode
  form: ReactNode
}

/** One note and all that can become of it. */
export function CarryFocus(props: CarryFocusProps) {
  const { view, note, theme, decision, headingRef, position, onShowLineage, target, form } = props
  const t = useWords()
  return (
    <section className={styles.focus} aria-labelledby="carry-focus">
      <h2 id="carry-focus" ref={headingRef} tabIndex={-1} className={styles.focusTitle}>
        {cellName(view.matrix, note.at.cell)} <span className={styles.quiet}>{position}</span>
      </h2>
      <div className={styles.note} lang={note.lang}>
        <p dir="auto" className={styles.noteText}>
          {note.text.trim() || t('carry.emptyNote')}
        </p>
        <div className={styles.entryFoot}>
          <GroupMark group={groupShown(view, note.group)} withLabel />
          {theme && <span>{theme.label ? t('carry.inTheme', { theme: theme.label }) : t('themes.unnamed')}</span>}
          {note.tested && <span>{t(`round.tested.${note.tested}`)}</span>}
          {note.origin && (
            <Button size="small" className={styles.plain ?? ''} icon={<History aria-hidden />} onPress={onShowLineage}>
              {t('lineage.open')}
            </Button>
          )}
        </div>
      </div>
      {decision ? <Decided {...props} decision={decision} /> : null}
      {form ?? (
        <>
          {decision ? null : target}
          <Actions {...props} />
        </>
      )}
      {form && props.asking && FORWARD.some((action) => action === props.asking) ? target : null}
    </section>
  )
}

function Decided({ view, decision, isRunning, onUndo }: CarryFocusProps & { decision: CarryDecision }) {
  const t = useWords()
  return (
    <div className={styles.decision}>
      <p className={styles.decisionTitle}>
        <Check aria-hidden /> {t(`carry.said.${decision.action}`, { count: decision.sources.length })}
      </p>
      {decision.reason && <p>{t('carry.because', { reason: decision.reason })}</p>}
      {decision.action !== 'kept' && decision.results.length > 0 && (
        <ul className={styles.results}>
          {decision.results.map((result) => (
            <li key={result.id}>{result.text}</li>
          ))}
        </ul>
      )}
      {decision.results[0] && (
        <p className={styles.quiet}>
          {decision.results[0].as === 'stimulus' ? t('carry.goesAsStimulus') : t('carry.goesAsNote', { cell: cellName(view.matrix, decision.results[0].cell) })}
        </p>
      )}
      <div>
        <Button size="small" icon={<Undo2 aria-hidden />} isDisabled={isRunning} onPress={onUndo}>
          {t('carry.undo')}
        </Button>
      </div>
    </div>
  )
}

function Actions({ note, decision, showKeys, isRunning, onAction }: CarryFocusProps) {
  const t = useWords()
  // A decision about several notes must be undone before one of them is decided on its own.
  if (decision && decision.sources.length > 1) return <p className={styles.quiet}>{t('carry.undoFirst', { count: decision.sources.length })}</p>
  const isEmpty = !note.text.trim()
  const group = (label: string, actions: readonly CarryAction[]) => (
    <fieldset className={styles.actions}>
      <legend className={styles.actionsTitle}>{label}</legend>
      {actions.map((action) => (
        <Button
          key={action}
          isDisabled={isRunning || (isEmpty && FORWARD.some((forward) => forward === action))}
          aria-keyshortcuts={showKeys ? CARRY_KEYS[action] : undefined}
          onPress={() => onAction(action)}
        >
          {t(`carry.action.${action}`)}
          {showKeys && (
            <span aria-hidden="true" className={styles.key}>
              {CARRY_KEYS[action]}
            </span>
          )}
        </Button>
      ))}
    </fieldset>
  )
  return (
    <div className={styles.choices}>
      {decision && <p className={styles.quiet}>{t('carry.orInstead')}</p>}
      {group(t('carry.goesForward'), FORWARD)}
      {group(t('carry.staysHere'), STAYING)}
    </div>
  )
}
