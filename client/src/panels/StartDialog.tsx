import type { TEMPLATES } from '@stocktake/shared/commands/create'
import { type FormEvent, useId, useState } from 'react'
import { createStocktake } from '../api.ts'
import { navigate } from '../ui/address.tsx'
import { Button } from '../ui/Button.tsx'
import { Choices } from '../ui/Choices.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { Field } from '../ui/Field.tsx'
import { Notice } from '../ui/Notice.tsx'
import { useCommand } from '../ui/useCommand.ts'
import { sentence, useWords } from '../words/words.ts'

type Template = (typeof TEMPLATES)[number]
const TITLE = 200
const OBJECT = 500

/** Starts a stocktake and goes to its set-up; the server's key is asked for only by servers that have one. */
export function StartDialog({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const t = useWords()
  const form = useId()
  const [title, setTitle] = useState('')
  const [sharedObject, setSharedObject] = useState('')
  const [template, setTemplate] = useState<Template>('care-standard')
  const [createKey, setCreateKey] = useState('')
  const [keyAsked, setKeyAsked] = useState(false)
  const [checked, setChecked] = useState(false)
  const { run, isRunning, problem } = useCommand()
  const keyRefused = problem?.code === 'create-key-needed'

  async function start(event: FormEvent) {
    event.preventDefault()
    setChecked(true)
    if (!title.trim() || !sharedObject.trim()) return
    const created = await run(() =>
      createStocktake({ title, sharedObject, template }, createKey).catch((refused) => {
        if (refused.code === 'create-key-needed') setKeyAsked(true)
        throw refused
      }),
    )
    if (created) navigate(`/s/${created.stocktakeId}/setup`)
  }

  return (
    <Dialog
      title={t('start.title')}
      isOpen={isOpen}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t('common.cancel')}</Button>
          <Button variant="primary" type="submit" form={form} isPending={isRunning}>
            {isRunning ? t('start.starting') : t('start.go')}
          </Button>
        </>
      }
    >
      <form id={form} onSubmit={start} noValidate className="stack">
        <Field
          label={t('start.name')}
          description={t('start.nameHelp')}
          placeholder={t('start.nameExample')}
          value={title}
          onChange={setTitle}
          maxLength={TITLE}
          error={checked && !title.trim() ? t('start.nameMissing') : undefined}
          autoFocus
        />
        <Field
          label={t('start.object')}
          description={t('start.objectHelp')}
          placeholder={t('start.objectExample')}
          multiline
          rows={2}
          value={sharedObject}
          onChange={setSharedObject}
          maxLength={OBJECT}
          error={checked && !sharedObject.trim() ? t('start.objectMissing') : undefined}
        />
        <Choices
          label={t('start.template')}
          large
          value={template}
          onChange={(chosen) => setTemplate(chosen as Template)}
          choices={[
            { id: 'care-standard', label: t('start.careStandard'), description: t('start.careStandardText') },
            { id: 'blank', label: t('start.blank'), description: t('start.blankText') },
          ]}
        />
        {keyAsked && (
          <Field
            label={t('start.createKey')}
            description={t('start.createKeyHelp')}
            type="password"
            value={createKey}
            onChange={setCreateKey}
            error={keyRefused && createKey ? t('start.createKeyWrong') : undefined}
            autoComplete="off"
            autoFocus
          />
        )}
        {problem && !keyRefused && <Notice kind="danger">{sentence(problem, t)}</Notice>}
      </form>
    </Dialog>
  )
}
