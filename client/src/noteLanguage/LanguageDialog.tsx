import { useState } from 'react'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import field from '../ui/Field.module.css'
import { Field } from '../ui/Field.tsx'
import { useLanguage } from '../words/language.ts'
import { useWords } from '../words/words.ts'
import { languagesByName, NOTE_LANGUAGES, typedTag } from './languages.ts'

const NONE = 'none'
const OTHER = 'other'

export interface LanguageDialogProps {
  title: string
  text: string
  /** The language that is set; undefined for that of the page. */
  lang: string | undefined
  onChange: (lang: string | undefined) => void
  onClose: () => void
}

/** Says in which language words are: by its name, or by its code where it is not in the list. */
export function LanguageDialog({ title, text, lang, onChange, onClose }: LanguageDialogProps) {
  const t = useWords()
  const page = useLanguage()
  const [chosen, setChosen] = useState(lang === undefined ? NONE : NOTE_LANGUAGES.includes(lang) ? lang : OTHER)
  const [code, setCode] = useState(chosen === OTHER ? (lang ?? '') : '')
  const [isWrong, setWrong] = useState(false)

  const finish = () => {
    const tag = chosen === NONE ? undefined : chosen === OTHER ? typedTag(code) : chosen
    if (chosen === OTHER && tag === undefined) return setWrong(true)
    if (tag !== lang) onChange(tag)
    onClose()
  }
  return (
    <Dialog
      title={title}
      isOpen
      onClose={onClose}
      size="small"
      actions={
        <Button variant="primary" onPress={finish}>
          {t('table.done')}
        </Button>
      }
    >
      <div className="stack">
        <p>{text}</p>
        {/* The device's own chooser: on phones it is the best there is for so many. */}
        <label className={field.field}>
          <span className={field.label}>{t('common.language')}</span>
          <select className={field.input} value={chosen} onChange={(event) => setChosen(event.target.value)}>
            {[{ id: NONE, label: t('noteLanguage.none') }, ...languagesByName(page), { id: OTHER, label: t('noteLanguage.other') }].map(({ id, label }) => (
              <option key={id} value={id}>
                {label}
              </option>
            ))}
          </select>
        </label>
        {chosen === OTHER && (
          <Field
            label={t('noteLanguage.code')}
            description={t('noteLanguage.codeText')}
            error={isWrong ? t('noteLanguage.codeWrong') : undefined}
            value={code}
            onChange={(typed) => {
              setCode(typed)
              setWrong(false)
            }}
            autoFocus
          />
        )}
      </div>
    </Dialog>
  )
}
