import type { Reason } from '@stocktake/shared/policy'
import { Notice } from '../../ui/Notice.tsx'
import { useWords } from '../../words/words.ts'

/** Says in a form that it can be saved no more, because the step or the round ended meanwhile; its words stay to be copied. */
export function NotNow({ reason }: { reason: Reason | undefined }) {
  const t = useWords()
  if (!reason) return null
  return (
    <Notice kind="warning" title={t('tensions.notNow')}>
      {t(reason === 'round-closed' ? 'tensions.notNowClosed' : 'tensions.notNowText')}
    </Notice>
  )
}
