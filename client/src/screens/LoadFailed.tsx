import type { ApiProblem } from '../request.ts'
import { Button, LinkButton } from '../ui/Button.tsx'
import { Notice } from '../ui/Notice.tsx'
import { PlainPage } from '../ui/PlainPage.tsx'
import { useWords } from '../words/words.ts'

/** Stands in for a screen whose content did not come; without `again` where asking again cannot help. */
export function LoadFailed({ title, problem, again }: { title?: string; problem: ApiProblem; again?: (() => void) | undefined }) {
  const t = useWords()
  const offline = problem.code === 'offline'
  return (
    <PlainPage title={title ?? (offline ? t('common.offlineTitle') : t('join.failedTitle'))}>
      <Notice
        kind={offline ? 'warning' : again ? 'danger' : 'info'}
        actions={
          <>
            {again && <Button onPress={again}>{t('common.retry')}</Button>}
            <LinkButton href="/">{t('common.toHome')}</LinkButton>
          </>
        }
      >
        {offline ? t('common.offlineCheck') : problem.title}
      </Notice>
    </PlainPage>
  )
}
