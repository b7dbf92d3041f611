import { cleanCode } from '@stocktake/shared/ids'
import { type FormEvent, useRef, useState } from 'react'
import { returnWithCode } from '../api.ts'
import { inThrees } from '../panels/returnCodes.ts'
import { navigate } from '../ui/address.tsx'
import { Button } from '../ui/Button.tsx'
import { Field } from '../ui/Field.tsx'
import { PlainPage } from '../ui/PlainPage.tsx'
import { useCommand } from '../ui/useCommand.ts'
import { sentence, useWords } from '../words/words.ts'

const LENGTH = 12

/** Coming back as the same person, on another device or after the browser forgot. */
export default function Return() {
  const t = useWords()
  const input = useRef<HTMLInputElement>(null)
  const [code, setCode] = useState('')
  const [checked, setChecked] = useState(false)
  const { run, isRunning, problem, forget } = useCommand()
  const missing = checked && code.length !== LENGTH ? t('join.returnMissing') : undefined

  async function go(event: FormEvent) {
    event.preventDefault()
    setChecked(true)
    const back = code.length === LENGTH ? await run(() => returnWithCode(code)) : undefined
    if (back) navigate(`/s/${back.stocktakeId}`, { replace: true })
    else input.current?.focus()
  }

  return (
    <PlainPage title={t('join.returnTitle')} lead={t('join.returnText')}>
      <form onSubmit={go} noValidate className="stack">
        <Field
          label={t('join.returnLabel')}
          description={t('join.returnHelp')}
          value={inThrees(code)}
          onChange={(typed) => {
            setCode(cleanCode(typed).slice(0, LENGTH))
            setChecked(false)
            forget()
          }}
          error={missing ?? (problem ? sentence(problem, t) : undefined)}
          inputRef={input}
          autoComplete="off"
          autoCorrect="off"
          spellCheck="false"
        />
        <div>
          <Button type="submit" variant="primary" size="large" isPending={isRunning}>
            {t('join.returnGo')}
          </Button>
        </div>
        <p>{t('join.returnLost')}</p>
      </form>
    </PlainPage>
  )
}
