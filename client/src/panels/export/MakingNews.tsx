import { Button } from '../../ui/Button.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { sentence, useWords } from '../../words/words.ts'
import styles from './Export.module.css'
import type { Making } from './useMaking.ts'

/** How far the file is that is being made, with a way to stop; then what became of it. */
export function MakingNews({ making, onCancel }: { making: Making; onCancel: () => void }) {
  const t = useWords()
  return (
    <div className={styles.news}>
      <p role="status" className={making.state === 'none' ? 'visually-hidden' : styles.said}>
        {making.state === 'making' && t('export.making', { name: making.name })}
        {making.state === 'made' && t('export.made', { file: making.file })}
        {making.state === 'cancelled' && t('export.cancelled', { name: making.name })}
      </p>
      {making.state === 'making' && (
        <>
          <div className={styles.progress}>
            <progress
              max={1}
              aria-label={t('export.progress')}
              {...(making.progress && making.progress.of > 1 ? { value: making.progress.done / making.progress.of } : {})}
            />
            <span className={styles.quiet}>
              {making.progress
                ? t(making.progress.step === 'reading' ? 'export.reading' : 'export.makingStep', { done: making.progress.done + 1, of: making.progress.of })
                : t('export.waiting')}
            </span>
          </div>
          <Button onPress={onCancel}>{t('common.cancel')}</Button>
        </>
      )}
      {making.state === 'failed' && (
        <Notice kind="danger" title={t('export.failed', { name: making.name })}>
          {sentence(making.problem, t)}
        </Notice>
      )}
    </div>
  )
}
