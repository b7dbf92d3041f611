import { type ReactNode, useEffect } from 'react'
import { useSession } from '../session.ts'
import { Button, LinkButton } from '../ui/Button.tsx'
import { Loading } from '../ui/Loading.tsx'
import { Notice } from '../ui/Notice.tsx'
import { PlainPage } from '../ui/PlainPage.tsx'
import { useWords } from '../words/words.ts'

/**
 * Around every screen of one stocktake: opens its session once and shows the screen when there is a view. Screens
 * inside may count on `useSession().view`; when the connection ends for good, this says why instead of them.
 */
export function StocktakeFrame({ id, children }: { id: string; children: ReactNode }) {
  const { open, close } = useSession.getState()
  const ready = useSession((state) => state.view?.id === id)
  const problem = useSession((state) => state.problem)

  useEffect(() => {
    open(id)
    return close
  }, [id, open, close])

  if (problem && problem.code !== 'offline' && problem.code !== 'too-many-requests' && (problem.status < 500 || !ready))
    return <NoWayIn code={problem.code} message={problem.title} />
  if (ready) return children
  return problem ? <WaitingForServer message={problem.code === 'offline' ? undefined : problem.title} /> : <Loading />
}

function NoWayIn({ code, message }: { code: string; message: string }) {
  const t = useWords()
  return (
    <PlainPage title={code === 'not-signed-in' ? t('join.notInTitle') : t('join.noStocktakeTitle')}>
      <Notice kind="info" live={false}>
        {message}
      </Notice>
      <div className="row">
        <LinkButton variant="primary" href="/">
          {t('join.typeCode')}
        </LinkButton>
        <LinkButton href="/return">{t('join.useReturnCode')}</LinkButton>
      </div>
    </PlainPage>
  )
}

function WaitingForServer({ message }: { message?: string | undefined }) {
  const t = useWords()
  return (
    <PlainPage title={t('common.offlineTitle')}>
      <Notice kind="warning" actions={<Button onPress={() => void useSession.getState().refresh()}>{t('common.retry')}</Button>}>
        {message ?? t('common.offlineText')}
      </Notice>
    </PlainPage>
  )
}
