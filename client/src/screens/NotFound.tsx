import { LinkButton } from '../ui/Button.tsx'
import { PlainPage } from '../ui/PlainPage.tsx'
import { useWords } from '../words/words.ts'

export function NotFound() {
  const t = useWords()
  return (
    <PlainPage title={t('home.notFoundTitle')}>
      <p>{t('home.notFoundText')}</p>
      <div>
        <LinkButton variant="primary" href="/">
          {t('common.toHome')}
        </LinkButton>
      </div>
    </PlainPage>
  )
}
