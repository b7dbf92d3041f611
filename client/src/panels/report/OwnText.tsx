import { PenLine } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { Button } from '../../ui/Button.tsx'
import { Field } from '../../ui/Field.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { useWords } from '../../words/words.ts'
import { useOwnText } from './ownText.ts'
import styles from './Report.module.css'

export interface OwnTextProps {
  stocktakeId: string
  field: string
  label: string
  stored: string
  max: number
  rows?: number
  multiline?: boolean
  /** In sight while it is empty as well; otherwise a press brings it. */
  isOpen?: boolean
}

/** A text that a facilitator writes into a report, in its place, and what became of it in words. */
export function OwnText({ stocktakeId, field, label, stored, max, rows = 2, multiline = true, isOpen = false }: OwnTextProps) {
  const t = useWords()
  const own = useOwnText(stocktakeId, field, stored)
  const [wasOpened, setOpened] = useState(false)
  const box = useRef<HTMLDivElement>(null)

  useEffect(() => {
    if (wasOpened) box.current?.querySelector<HTMLElement>('textarea, input')?.focus()
  }, [wasOpened])

  if (!isOpen && !wasOpened && !own.text)
    return (
      <Button size="small" className={styles.begin ?? ''} icon={<PenLine aria-hidden />} onPress={() => setOpened(true)}>
        {t('report.write', { what: label })}
      </Button>
    )
  return (
    <div ref={box} className={styles.own}>
      <Field label={label} multiline={multiline} rows={rows} value={own.text} onChange={own.change} onBlur={own.save} maxLength={max} />
      <p className={styles.state} role="status">
        {own.state === 'saved' && own.text ? t('report.isSaved') : ''}
        {own.state === 'unsaved' && t('report.isUnsaved')}
        {own.state === 'saving' && t('report.isSaving')}
      </p>
      {own.state === 'failed' && (
        <Notice
          kind="warning"
          title={t('report.isFailed')}
          actions={
            <Button size="small" onPress={own.save}>
              {t('common.retry')}
            </Button>
          }
        >
          {own.problem}
        </Notice>
      )}
      {own.state === 'changed' && (
        <Notice
          kind="warning"
          title={t('report.changed')}
          actions={
            <>
              <Button size="small" onPress={own.keepMine}>
                {t('report.keepMine')}
              </Button>
              <Button size="small" onPress={own.takeTheirs}>
                {t('report.takeTheirs')}
              </Button>
            </>
          }
        >
          {stored ? (
            <>
              <p>{t('report.changedText')}</p>
              <blockquote className={styles.theirs}>{stored}</blockquote>
            </>
          ) : (
            t('report.changedToNothing')
          )}
        </Notice>
      )}
    </div>
  )
}
