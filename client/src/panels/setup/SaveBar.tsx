import { CircleCheck, CircleDot } from 'lucide-react'
import { useRef } from 'react'
import type { ApiProblem } from '../../request.ts'
import { Button } from '../../ui/Button.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { sentence, useWords } from '../../words/words.ts'
import styles from './Setup.module.css'
import type { Draft } from './useDraft.ts'

export interface SaveBarProps {
  draft: Pick<Draft<object>, 'isDirty' | 'isOvertaken' | 'isSaving' | 'wasSaved' | 'problem' | 'reset'>
  onSave: () => void
  /** Names what is saved, for people who hear the button. */
  what: string
  /** Says a refusal in more words than the server's, where the section knows more. */
  explain?: (problem: ApiProblem) => string | undefined
}

/** The end of each section: saves it, and says in words whether it is saved. */
export function SaveBar({ draft, onSave, what, explain }: SaveBarProps) {
  const t = useWords()
  const { isDirty, isOvertaken, isSaving, wasSaved, problem, reset } = draft
  const bar = useRef<HTMLDivElement>(null)
  const state = isSaving ? t('common.saving') : isDirty ? t('common.unsaved') : wasSaved ? t('common.saved') : t('setup.nothingToSave')

  function save() {
    onSave()
    // A field that keeps the section from being saved may be far above this bar, and says only now what is wrong with it.
    requestAnimationFrame(() => bar.current?.parentElement?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus())
  }

  return (
    <div ref={bar} className={`${styles.saveBar} ${isDirty ? styles.sticky : ''}`}>
      {problem && (
        <Notice kind="danger" title={t('common.notSaved')}>
          {explain?.(problem) ?? sentence(problem, t)}
          {problem.errors.length > 0 && ` ${problem.errors.map((error) => error.message).join(' ')}`}
        </Notice>
      )}
      {isOvertaken && (
        <Notice kind="warning" actions={<Button onPress={reset}>{t('setup.takeTheirs')}</Button>}>
          {t('setup.overtaken')}
        </Notice>
      )}
      <div className={styles.saveRow}>
        <Button variant={isDirty ? 'primary' : 'quiet'} onPress={save} isPending={isSaving} aria-label={t('setup.saveWhat', { what })}>
          {t('common.save')}
        </Button>
        {isDirty && (
          <Button onPress={reset} isDisabled={isSaving}>
            {t('setup.undo')}
          </Button>
        )}
        <span role="status" className={`${styles.saveState} ${isDirty ? styles.unsavedState : ''}`}>
          {isDirty ? <CircleDot aria-hidden /> : <CircleCheck aria-hidden />}
          {state}
        </span>
      </div>
    </div>
  )
}
