import type { Round } from '@stocktake/shared/session'
import type { StimulusKind } from '@stocktake/shared/stimulusSchema'
import type { SessionView } from '@stocktake/shared/view'
import { FileText, FileType, Image, Link2, type LucideIcon, Quote, Stethoscope, Video } from 'lucide-react'
import { useState } from 'react'
import { addStimulus } from '../api.ts'
import { useSession } from '../session.ts'
import { Button } from '../ui/Button.tsx'
import { Checkbox } from '../ui/Checkbox.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { Field } from '../ui/Field.tsx'
import { Notice } from '../ui/Notice.tsx'
import { useCommand } from '../ui/useCommand.ts'
import { useWords } from '../words/words.ts'
import { isFileKind } from './MirrorShelf.ts'
import styles from './Stimulus.module.css'
import { errorAt, wordsOf } from './StimulusError.ts'
import { type Draft, EMPTY_DRAFT, StimulusFields } from './StimulusFields.tsx'
import { EMPTY_LABELS, type Labels, StimulusLabels, sensitivityOf } from './StimulusLabels.tsx'

type AddedKind = Exclude<StimulusKind, 'note'>
const KINDS: readonly { kind: AddedKind; icon: LucideIcon }[] = [
  { kind: 'case', icon: Stethoscope },
  { kind: 'text', icon: FileText },
  { kind: 'quotation', icon: Quote },
  { kind: 'image', icon: Image },
  { kind: 'pdf', icon: FileType },
  { kind: 'video', icon: Video },
  { kind: 'link', icon: Link2 },
]

/** Making a new stimulus: first what kind, then what that kind needs. */
export function StimulusAdd({ view, round, onClose }: { view: SessionView; round: Round; onClose: () => void }) {
  const t = useWords()
  const { run, isRunning, problem } = useCommand()
  const [kind, setKind] = useState<AddedKind>('case')
  const [kindLabel, setKindLabel] = useState('')
  const [labels, setLabels] = useState<Labels>(EMPTY_LABELS)
  const [draft, setDraft] = useState<Draft>(EMPTY_DRAFT)
  const [hidden, setHidden] = useState(false)
  const [busy, setBusy] = useState(false)
  const [checked, setChecked] = useState(false)

  async function add() {
    setChecked(true)
    // What else is missing, such as the words of a text, is said by the server beside the field.
    if (!labels.title.trim() || (isFileKind(kind) && !draft.file)) return
    const done = await run(async () => {
      const next = await addStimulus(view.id, round.number, {
        kind,
        kindLabel: kindLabel.trim(),
        title: labels.title.trim(),
        source: labels.source.trim(),
        sensitivity: sensitivityOf(labels),
        text: draft.text.trim(),
        alt: draft.alt.trim(),
        hidden,
        ...(kind === 'link' ? { url: draft.url.trim() } : {}),
        ...(isFileKind(kind) && draft.file ? { file: draft.file.id } : {}),
      })
      useSession.getState().setView(next)
      return next
    })
    if (done) onClose()
  }

  return (
    <Dialog
      title={t('stimulus.addTitle')}
      isOpen
      onClose={onClose}
      role="alertdialog"
      actions={
        <>
          <Button onPress={onClose}>{t('common.cancel')}</Button>
          <Button variant="primary" isDisabled={busy} isPending={isRunning} onPress={() => void add()}>
            {t('stimulus.addDo', { round: round.number })}
          </Button>
        </>
      }
    >
      <fieldset className={styles.kinds}>
        <legend className={styles.label}>{t('stimulus.chooseKind')}</legend>
        {KINDS.map(({ kind: candidate, icon: Icon }) => (
          <label key={candidate} className={styles.kind}>
            <input
              type="radio"
              name="kind"
              checked={kind === candidate}
              onChange={() => {
                setKind(candidate)
                setDraft({ ...draft, file: null })
              }}
            />
            <Icon aria-hidden />
            <span>{t(`stimulus.kind.${candidate}`)}</span>
          </label>
        ))}
      </fieldset>
      <StimulusLabels labels={labels} onChange={setLabels} problem={problem} part="title" isChecked={checked} />
      <StimulusFields stocktakeId={view.id} kind={kind} draft={draft} onChange={setDraft} onBusy={setBusy} problem={problem} isChecked={checked} />
      <StimulusLabels labels={labels} onChange={setLabels} problem={problem} part="rest" />
      <Field
        label={t('stimulus.kindLabel')}
        description={t('stimulus.kindLabelHelp')}
        value={kindLabel}
        onChange={setKindLabel}
        error={errorAt(problem, 'kindLabel')}
      />
      <div>
        <Checkbox isSelected={hidden} onChange={setHidden}>
          {t('stimulus.prepareHidden')}
        </Checkbox>
        <p className={styles.help}>{t('stimulus.hiddenHelp')}</p>
      </div>
      {problem && <Notice kind="danger">{wordsOf(problem)}</Notice>}
    </Dialog>
  )
}
