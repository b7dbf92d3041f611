import { useState } from 'react'
import { Choices } from '../ui/Choices.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { Notice } from '../ui/Notice.tsx'
import { chooseLanguage, LANGUAGES, nameOf, useLanguage } from '../words/language.ts'
import { useWords } from '../words/words.ts'

/** Which language the interface is in, on this device. What people wrote stays as they wrote it. */
export function LanguageChoice({ onClose }: { onClose: () => void }) {
  const t = useWords()
  const language = useLanguage()
  const [hasFailed, setFailed] = useState(false)
  return (
    <Dialog title={t('common.language')} isOpen onClose={onClose} size="small">
      <Choices
        label={t('common.language')}
        hideLabel
        description={t('common.languageText')}
        choices={LANGUAGES.map((id) => ({ id, label: nameOf(id) }))}
        value={language}
        onChange={(id) => {
          setFailed(false)
          chooseLanguage(id).catch(() => setFailed(true))
        }}
      />
      {hasFailed && <Notice kind="warning">{t('common.languageFailed')}</Notice>}
    </Dialog>
  )
}
