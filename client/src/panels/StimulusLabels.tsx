import type { StimulusItem } from '@stocktake/shared/stimulusSchema'
import type { ApiProblem } from '../request.ts'
import { Checkbox } from '../ui/Checkbox.tsx'
import { Field } from '../ui/Field.tsx'
import { useWords } from '../words/words.ts'
import { asSensitivity, contentNoteOf } from './MirrorShelf.ts'
import styles from './Stimulus.module.css'
import { errorAt } from './StimulusError.ts'

/** What is said about a stimulus; may be mended at any time. */
export interface Labels {
  title: string
  source: string
  sensitivity: string
  contentNote: boolean
}

export const EMPTY_LABELS: Labels = { title: '', source: '', sensitivity: '', contentNote: false }

export const labelsOf = (item: StimulusItem): Labels => {
  const note = contentNoteOf(item.sensitivity)
  return { title: item.title, source: item.source, sensitivity: note ?? item.sensitivity, contentNote: note !== undefined }
}

export const sensitivityOf = (labels: Labels) => asSensitivity(labels.sensitivity, labels.contentNote)

export interface StimulusLabelsProps {
  labels: Labels
  onChange: (labels: Labels) => void
  problem: ApiProblem | null
  /** The title stands above the content and the rest below it when something new is made. */
  part: 'title' | 'rest' | 'all'
  /** Whether what is missing is to be said. */
  isChecked?: boolean
}

export function StimulusLabels({ labels, onChange, problem, part, isChecked = false }: StimulusLabelsProps) {
  const t = useWords()
  const set = (change: Partial<Labels>) => onChange({ ...labels, ...change })
  return (
    <>
      {part !== 'rest' && (
        <Field
          label={t('stimulus.itemTitle')}
          value={labels.title}
          onChange={(title) => set({ title })}
          error={isChecked && !labels.title.trim() ? t('stimulus.titleMissing') : errorAt(problem, 'title')}
          maxLength={200}
        />
      )}
      {part !== 'title' && (
        <>
          <Field
            label={t('stimulus.source')}
            description={t('stimulus.sourceHelp')}
            value={labels.source}
            onChange={(source) => set({ source })}
            error={errorAt(problem, 'source')}
            maxLength={200}
          />
          <Field
            label={t('stimulus.sensitivity')}
            description={t('stimulus.sensitivityHelp')}
            value={labels.sensitivity}
            onChange={(sensitivity) => set({ sensitivity })}
            error={errorAt(problem, 'sensitivity')}
            maxLength={180}
          />
          <div>
            <Checkbox isSelected={labels.contentNote} onChange={(contentNote) => set({ contentNote })}>
              {t('stimulus.contentNote')}
            </Checkbox>
            <p className={styles.help}>{t('stimulus.contentNoteHelp')}</p>
          </div>
        </>
      )}
    </>
  )
}
