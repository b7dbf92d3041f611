import type { NoteRef } from '@stocktake/shared/fields'
import type { Round } from '@stocktake/shared/session'
import type { StimulusItem, StimulusVersion } from '@stocktake/shared/stimulusSchema'
import type { SessionView } from '@stocktake/shared/view'
import { useState } from 'react'
import { addVersion, editStimulus } from '../api.ts'
import { useSession } from '../session.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { Field } from '../ui/Field.tsx'
import { Notice } from '../ui/Notice.tsx'
import { useCommand } from '../ui/useCommand.ts'
import { useWords } from '../words/words.ts'
import { isFileKind } from './MirrorShelf.ts'
import { RecordNotePicker } from './RecordNotePicker.tsx'
import styles from './Stimulus.module.css'
import { errorAt, wordsOf } from './StimulusError.ts'
import { type Draft, StimulusFields } from './StimulusFields.tsx'
import { type Labels, labelsOf, StimulusLabels, sensitivityOf } from './StimulusLabels.tsx'

export interface StimulusEditProps {
  view: SessionView
  round: Round
  item: StimulusItem
  version: StimulusVersion
  onClose: () => void
}

/** A new version of a stimulus, beginning with the words of the old one; it must say what changed and why. */
export function StimulusNewVersion({ view, round, item, version, onClose }: StimulusEditProps) {
  const t = useWords()
  const { run, isRunning, problem } = useCommand()
  const [draft, setDraft] = useState<Draft>({
    text: version.text,
    url: version.url ?? '',
    alt: version.alt,
    file: version.file === undefined ? null : { id: version.file },
  })
  const [changeNote, setChangeNote] = useState('')
  const [fromNotes, setFromNotes] = useState<NoteRef[]>([])
  const [busy, setBusy] = useState(false)
  const [checked, setChecked] = useState(false)
  const next = Math.max(...item.versions.map((candidate) => candidate.version)) + 1

  async function save() {
    setChecked(true)
    if (!changeNote.trim()) return
    const done = await run(async () => {
      const input = { round: round.number, changeNote: changeNote.trim(), text: draft.text.trim(), alt: draft.alt.trim(), fromNotes }
      const url = draft.url.trim() ? { url: draft.url.trim() } : {}
      const file = draft.file ? { file: draft.file.id } : {}
      const changed = await addVersion(view.id, item.id, { ...input, ...url, ...file })
      useSession.getState().setView(changed)
      return changed
    })
    if (done) onClose()
  }

  return (
    <Dialog
      title={t('stimulus.newVersionOf', { version: next, title: item.title })}
      isOpen
      onClose={onClose}
      role="alertdialog"
      actions={
        <>
          <Button onPress={onClose}>{t('common.cancel')}</Button>
          <Button variant="primary" isDisabled={busy} isPending={isRunning} onPress={() => void save()}>
            {t('stimulus.newVersionDo', { version: next, round: round.number })}
          </Button>
        </>
      }
    >
      <StimulusFields stocktakeId={view.id} kind={item.kind} draft={draft} onChange={setDraft} onBusy={setBusy} problem={problem} />
      <Field
        label={t('stimulus.changeNote')}
        description={t('stimulus.changeNoteHelp')}
        isRequired
        value={changeNote}
        onChange={setChangeNote}
        error={checked && !changeNote.trim() ? t('stimulus.changeNoteMissing') : errorAt(problem, 'changeNote')}
        maxLength={1000}
      />
      <details className={styles.fold}>
        <summary>{fromNotes.length ? t('stimulus.fromNotesChosen', { count: fromNotes.length }) : t('stimulus.fromNotes')}</summary>
        <RecordNotePicker view={view} chosen={fromNotes} onChange={setFromNotes} many />
      </details>
      {problem && <Notice kind="danger">{wordsOf(problem)}</Notice>}
    </Dialog>
  )
}

/** Mends what is said about a stimulus, and the words for those who cannot see or hear it. */
export function StimulusEditLabels({ view, item, version, onClose }: Omit<StimulusEditProps, 'round'>) {
  const t = useWords()
  const { run, isRunning, problem } = useCommand()
  const [labels, setLabels] = useState<Labels>(labelsOf(item))
  const [alt, setAlt] = useState(version.alt)

  async function save() {
    const done = await run(async () => {
      const change = { title: labels.title.trim(), source: labels.source.trim(), sensitivity: sensitivityOf(labels) }
      const mended = alt === version.alt ? {} : { alt: { version: version.version, text: alt.trim() } }
      const changed = await editStimulus(view.id, item.id, { ...change, ...mended })
      useSession.getState().setView(changed)
      return changed
    })
    if (done) onClose()
  }

  return (
    <Dialog
      title={t('stimulus.labelsOf', { title: item.title })}
      isOpen
      onClose={onClose}
      role="alertdialog"
      actions={
        <>
          <Button onPress={onClose}>{t('common.cancel')}</Button>
          <Button variant="primary" isDisabled={!labels.title.trim()} isPending={isRunning} onPress={() => void save()}>
            {t('common.save')}
          </Button>
        </>
      }
    >
      <p className={styles.help}>{t('stimulus.labelsHelp')}</p>
      <StimulusLabels labels={labels} onChange={setLabels} problem={problem} part="all" />
      {isFileKind(item.kind) && (
        <Field
          label={t(`stimulus.alt.${item.kind}`)}
          description={t(`stimulus.altHelp.${item.kind}`)}
          multiline
          value={alt}
          onChange={setAlt}
          error={errorAt(problem, 'alt')}
        />
      )}
      {problem && <Notice kind="danger">{problem.title}</Notice>}
    </Dialog>
  )
}
