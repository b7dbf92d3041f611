import { FileUp } from 'lucide-react'
import { type FormEvent, useId, useState } from 'react'
import { createExample, importStocktake } from '../api.ts'
import { ApiProblem } from '../request.ts'
import { navigate } from '../ui/address.tsx'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { Field } from '../ui/Field.tsx'
import { FileButton } from '../ui/FileButton.tsx'
import { Notice } from '../ui/Notice.tsx'
import { useCommand } from '../ui/useCommand.ts'
import { sentence, useWords } from '../words/words.ts'
import styles from './ImportDialog.module.css'

const LARGEST = 64 * 1024 * 1024
const SHOWN_ERRORS = 6

/** Makes a stocktake from a file (our own export, or a scenario), or from the example that comes with the server. */
export function ImportDialog({ example = false, isOpen, onClose }: { example?: boolean; isOpen: boolean; onClose: () => void }) {
  const t = useWords()
  const form = useId()
  const [file, setFile] = useState<File | null>(null)
  const [wrongFile, setWrongFile] = useState<string>()
  const [createKey, setCreateKey] = useState('')
  const [keyAsked, setKeyAsked] = useState(false)
  const { run, isRunning, problem, forget } = useCommand()

  function choose(chosen: File) {
    forget()
    setFile(chosen)
    setWrongFile(chosen.size > LARGEST ? t('import.tooLarge') : undefined)
  }

  async function start(event: FormEvent) {
    event.preventDefault()
    const make = example ? () => createExample(createKey) : await importOf(file)
    if (!make) return
    const created = await run(() =>
      make().catch((refused) => {
        if (refused instanceof ApiProblem && refused.code === 'create-key-needed') setKeyAsked(true)
        throw refused
      }),
    )
    if (created) navigate(`/s/${created.stocktakeId}`)
  }

  async function importOf(chosen: File | null) {
    if (!chosen) return setWrongFile(t('import.missing'))
    if (chosen.size > LARGEST) return
    const document = parseJson(await chosen.text())
    if (document === undefined) return setWrongFile(t('import.notJson'))
    return () => importStocktake(document, createKey)
  }

  const keyRefused = problem?.code === 'create-key-needed'
  return (
    <Dialog
      title={t(example ? 'import.exampleTitle' : 'import.title')}
      isOpen={isOpen}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t('common.cancel')}</Button>
          <Button variant="primary" type="submit" form={form} isPending={isRunning}>
            {isRunning ? t('import.importing') : t(example ? 'import.exampleGo' : 'import.go')}
          </Button>
        </>
      }
    >
      <form id={form} onSubmit={start} noValidate className="stack">
        <p>{t(example ? 'import.exampleText' : 'import.text')}</p>
        {!example && (
          <div className="row">
            <FileButton types={['application/json', '.json']} onChoose={choose} icon={<FileUp aria-hidden />}>
              {file ? t('import.chooseOther') : t('import.choose')}
            </FileButton>
            {file && <span role="status">{t('import.chosen', { name: file.name, size: sizeInWords(file.size) })}</span>}
          </div>
        )}
        {wrongFile && <Notice kind="danger">{wrongFile}</Notice>}
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
        {problem && !keyRefused && <ImportProblem problem={problem} />}
      </form>
    </Dialog>
  )
}

function ImportProblem({ problem }: { problem: ApiProblem }) {
  const t = useWords()
  const rest = problem.errors.length - SHOWN_ERRORS
  return (
    <Notice kind="danger" title={sentence(problem, t)}>
      {problem.errors.length > 0 && (
        <ul className={styles.errors}>
          {problem.errors.slice(0, SHOWN_ERRORS).map((error) => (
            <li key={`${error.path} ${error.message}`}>
              {error.path && <code>{error.path}</code>} {error.message}
            </li>
          ))}
          {rest > 0 && <li>{t('import.more', { count: rest })}</li>}
        </ul>
      )}
    </Notice>
  )
}

function parseJson(text: string): unknown {
  try {
    // Files that went through some editors begin with a byte order mark.
    return JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch {
    return undefined
  }
}

const sizeInWords = (bytes: number) => (bytes < 1024 * 1024 ? `${Math.max(1, Math.round(bytes / 1024))} KB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`)
