import type { SessionView } from '@stocktake/shared/view'
import { useState } from 'react'
import { editStocktake } from '../../api.ts'
import { Choices } from '../../ui/Choices.tsx'
import { Field } from '../../ui/Field.tsx'
import { useWords } from '../../words/words.ts'
import { ShownHow } from '../ShownHow.tsx'
import { SaveBar } from './SaveBar.tsx'
import { useDraft } from './useDraft.ts'

const select = ({ title, sharedObject, settings: { consent, notesEditableBy, attribution, readBeforeReveal } }: SessionView) => ({
  title,
  sharedObject,
  consent,
  notesEditableBy,
  attribution,
  readBeforeReveal,
})

/** What the stocktake is called, what for, and what is promised to the people who join. */
export function About({ view }: { view: SessionView }) {
  const t = useWords()
  const draft = useDraft('about', view, select)
  const [checked, setChecked] = useState(false)
  const { value, change } = draft
  const missing = (text: string) => checked && !text.trim()

  function save() {
    setChecked(true)
    if (!value.title.trim() || !value.sharedObject.trim()) return
    const { title, sharedObject, ...settings } = value
    void draft.save(() => editStocktake(view.id, { title, sharedObject, settings }))
  }

  return (
    <div className="stack">
      <Field
        label={t('start.name')}
        value={value.title}
        onChange={(title) => change({ title })}
        maxLength={200}
        error={missing(value.title) ? t('start.nameMissing') : undefined}
      />
      <Field
        label={t('start.object')}
        description={t('setup.objectHelp')}
        multiline
        rows={2}
        value={value.sharedObject}
        onChange={(sharedObject) => change({ sharedObject })}
        maxLength={500}
        error={missing(value.sharedObject) ? t('start.objectMissing') : undefined}
      />
      <Field
        label={t('setup.consent')}
        description={t('setup.consentHelp')}
        multiline
        rows={3}
        value={value.consent}
        onChange={(consent) => change({ consent })}
        maxLength={2000}
      />
      <ShownHow value={value} onChange={change} />
      <Choices
        label={t('setup.editable')}
        value={value.notesEditableBy}
        onChange={(who) => change({ notesEditableBy: who as typeof value.notesEditableBy })}
        choices={[
          { id: 'author', label: t('setup.editableAuthor'), description: t('setup.editableAuthorText') },
          { id: 'everyone', label: t('setup.editableEveryone'), description: t('setup.editableEveryoneText') },
        ]}
      />
      <SaveBar draft={draft} onSave={save} what={t('setup.about')} />
    </div>
  )
}
