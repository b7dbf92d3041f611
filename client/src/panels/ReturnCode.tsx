import { KeyRound, X } from 'lucide-react'
import { useState } from 'react'
import { Button } from '../ui/Button.tsx'
import { CopyButton } from '../ui/CopyButton.tsx'
import { useWords } from '../words/words.ts'
import styles from './ReturnCode.module.css'
import { forgetReturnCode, inThrees, keptReturnCode } from './returnCodes.ts'

/** The code that brings a person back on another device: shown after joining until it is put away. */
export function ReturnCode({ stocktakeId }: { stocktakeId: string }) {
  const t = useWords()
  const [code, setCode] = useState(() => keptReturnCode(stocktakeId))
  if (!code) return null
  return (
    <aside className={styles.card} aria-label={t('join.returnCode')}>
      <KeyRound aria-hidden className={styles.icon} />
      <p className={styles.words}>
        <span>{t('join.returnCodeText')}</span> <strong className={styles.code}>{inThrees(code)}</strong>
      </p>
      <CopyButton value={inThrees(code)} what={t('join.returnCode')} />
      <Button
        size="small"
        icon={<X aria-hidden />}
        onPress={() => {
          forgetReturnCode(stocktakeId)
          setCode(null)
        }}
      >
        {t('join.returnCodeDone')}
      </Button>
    </aside>
  )
}
