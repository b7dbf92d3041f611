import type { StimulusKind } from '@stocktake/shared/stimulusSchema'
import type { ApiProblem } from '../request.ts'
import { Field } from '../ui/Field.tsx'
import { useWords } from '../words/words.ts'
import { isFileKind } from './MirrorShelf.ts'
import { errorAt } from './StimulusError.ts'
import { StimulusFile } from './StimulusFile.tsx'

/** What a version of a stimulus holds, while it is being written. */
export interface Draft {
  text: string
  url: string
  file: { id: string; name?: string } | null
  alt: string
}

export const EMPTY_DRAFT: Draft = { text: '', url: '', file: null, alt: '' }

export interface StimulusFieldsProps {
  stocktakeId: string
  kind: StimulusKind
  draft: Draft
  onChange: (draft: Draft) => void
  onBusy: (busy: boolean) => void
  problem: ApiProblem | null
  /** Whether what is missing is to be said. */
  isChecked?: boolean
}

/** The fields that a kind of stimulus needs: words, an address, a file, and words for those who cannot see or hear it. */
export function StimulusFields({ stocktakeId, kind, draft, onChange, onBusy, problem, isChecked = false }: StimulusFieldsProps) {
  const t = useWords()
  const set = (change: Partial<Draft>) => onChange({ ...draft, ...change })
  return (
    <>
      {kind === 'link' && (
        <Field
          label={t('stimulus.url')}
          description={t('stimulus.urlHelp')}
          type="url"
          value={draft.url}
          onChange={(url) => set({ url })}
          error={errorAt(problem, 'url')}
          placeholder="https://"
        />
      )}
      {isFileKind(kind) && (
        <StimulusFile
          stocktakeId={stocktakeId}
          kind={kind}
          file={draft.file}
          onUploaded={(file) => set({ file: { id: file.id, name: file.name } })}
          onBusy={onBusy}
          error={isChecked && !draft.file ? t('stimulus.file.missing') : errorAt(problem, 'file')}
        />
      )}
      {isFileKind(kind) && (
        <Field
          label={t(`stimulus.alt.${kind}`)}
          description={t(`stimulus.altHelp.${kind}`)}
          multiline
          rows={kind === 'video' ? 5 : 2}
          value={draft.alt}
          onChange={(alt) => set({ alt })}
          error={errorAt(problem, 'alt')}
        />
      )}
      <Field
        label={isFileKind(kind) || kind === 'link' ? t('stimulus.beside') : t(`stimulus.words.${kind}`)}
        multiline
        rows={isFileKind(kind) || kind === 'link' ? 2 : 6}
        value={draft.text}
        onChange={(text) => set({ text })}
        error={errorAt(problem, 'text')}
      />
    </>
  )
}
