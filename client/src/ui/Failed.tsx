import { useWords } from '../words/words.ts'
import { Button, LinkButton } from './Button.tsx'
import { Notice } from './Notice.tsx'
import { PlainPage } from './PlainPage.tsx'

/** Stands in for a screen that broke, or whose code could not be loaded. */
export function Failed() {
  const t = useWords()
  return (
    <PlainPage title={t('common.failedTitle')}>
      <Notice
        kind="danger"
        actions={
          <>
            <Button onPress={() => location.reload()}>{t('common.reload')}</Button>
            <LinkButton href="/">{t('common.toHome')}</LinkButton>
          </>
        }
      >
        {t('common.failedText')}
      </Notice>
    </PlainPage>
  )
}
