import { cleanCode } from '@stocktake/shared/ids'
import { type FormEvent, useRef, useState } from 'react'
import { previewJoin } from '../api.ts'
import { navigate } from '../ui/address.tsx'
import { Button } from '../ui/Button.tsx'
import { Field } from '../ui/Field.tsx'
import { useCommand } from '../ui/useCommand.ts'
import { sentence, useWords } from '../words/words.ts'
import styles from './CodeBox.module.css'

const LENGTH = 6

/** Where a participant types the code of a stocktake; it is checked before the page changes. */
export function CodeBox() {
  const t = useWords()
  const input = useRef<HTMLInputElement>(null)
  const [code, setCode] = useState('')
  const [checked, setChecked] = useState(false)
  const { run, isRunning, problem, forget } = useCommand()
  const missing = checked && code.length !== LENGTH ? t('home.codeMissing') : undefined

  async function go(event: FormEvent) {
    event.preventDefault()
    setChecked(true)
    const found = code.length === LENGTH ? await run(() => previewJoin(code)) : undefined
    if (found) navigate(`/j/${code}`)
    else input.current?.focus()
  }

  return (
    <form className={styles.form} onSubmit={go} noValidate>
      <Field
        label={t('home.code')}
        description={t('home.codeHelp')}
        value={code}
        onChange={(typed) => {
          setCode(cleanCode(typed).slice(0, LENGTH))
          setChecked(false)
          forget()
        }}
        error={missing ?? (problem ? sentence(problem, t) : undefined)}
        inputRef={input}
        inputClassName={styles.code}
        autoComplete="off"
        autoCorrect="off"
        spellCheck="false"
      />
      <Button type="submit" variant="primary" size="large" isPending={isRunning}>
        {t('home.codeGo')}
      </Button>
    </form>
  )
}
