import { isPaused, spotlightIn } from '@stocktake/shared/attention'
import { openRound } from '@stocktake/shared/rounds'
import { liveStep } from '@stocktake/shared/steps'
import type { SessionView } from '@stocktake/shared/view'
import { ArrowLeft, Maximize, Minimize, Pause } from 'lucide-react'
import { useCallback, useEffect, useState } from 'react'
import { projectorKey } from '../api.ts'
import { readWith } from '../credential.ts'
import { JoinCard, shortAddress } from '../panels/projector/JoinCard.tsx'
import { MatrixScreen } from '../panels/projector/MatrixScreen.tsx'
import styles from '../panels/projector/Projector.module.css'
import { RecapScreen } from '../panels/projector/RecapScreen.tsx'
import { ResultsScreen } from '../panels/projector/ResultsScreen.tsx'
import { StepScreen } from '../panels/projector/StepScreen.tsx'
import { StimulusScreen } from '../panels/projector/StimulusScreen.tsx'
import { screenFor } from '../panels/projector/screenFor.ts'
import { TensionsScreen } from '../panels/projector/TensionsScreen.tsx'
import { StepClock } from '../panels/steps/StepClock.tsx'
import { useSession } from '../session.ts'
import { useShowing } from '../sync/showing.ts'
import { useBoardConnection, useStatus } from '../sync/useBoard.ts'
import { useParams } from '../ui/address.tsx'
import { Button } from '../ui/Button.tsx'
import { Loading } from '../ui/Loading.tsx'
import { PageTitle } from '../ui/PageTitle.tsx'
import { useLoaded } from '../ui/useLoaded.ts'
import { useReadable } from '../words/usual.ts'
import { useWords } from '../words/words.ts'
import { LoadFailed } from './LoadFailed.tsx'

/** The projector: it reads with a key of its own what observers read, so that nothing private can be on it. */
export default function Show() {
  const { id = '' } = useParams()
  const [given] = useState(() => location.hash.slice(1))
  // With the cookie of the browser one asks for a key, and for nothing else.
  const asked = useLoaded(useCallback(async () => (given ? { key: given } : projectorKey(id)), [given, id]))
  const key = asked.state === 'ready' ? asked.value.key : undefined
  if (asked.state === 'failed') return <LoadFailed problem={asked.problem} again={asked.again} />
  if (key === undefined) return <Loading />
  return <Projector key={key} id={id} reads={key} />
}

function Projector({ id, reads }: { id: string; reads: string }) {
  const t = useWords()
  const view = useReadable(useSession((state) => (state.stocktakeId === id ? state.view : null)))
  const problem = useSession((state) => state.problem)

  useEffect(() => {
    const { open, close } = useSession.getState()
    readWith(reads)
    open(id)
    return () => {
      close()
      readWith(undefined)
    }
  }, [id, reads])

  if (problem && problem.code !== 'offline' && problem.status < 500) return <LoadFailed title={t('show.ended')} problem={problem} />
  return view ? <Stage view={view} /> : <Loading />
}

function Stage({ view }: { view: SessionView }) {
  const t = useWords()
  const here = useSession((state) => state.here?.total ?? 0)
  const round = openRound(view)
  const screen = screenFor(view, round)
  const step = round && liveStep(round)
  const spot = spotlightIn(view.attention, round?.number)
  const paused = round !== undefined && isPaused(view.attention, round.number)
  const connection = useBoardConnection(view.id, round?.number ?? null, view.me.memberId)

  // The mirror marks what is shown.
  useEffect(() => useShowing.setState({ spot }), [spot])

  return (
    <div className={styles.page} data-screen={screen}>
      <header className={styles.bar}>
        <a className={styles.leave} href={`/s/${view.id}`} aria-label={t('common.backToWorkspace')}>
          <ArrowLeft aria-hidden />
        </a>
        <div className={styles.about}>
          <PageTitle className={styles.title} documentTitle={t('common.titled', { screen: t('show.title'), stocktake: view.title })}>
            {view.title}
          </PageTitle>
          {round && (
            <p className={styles.roundTitle}>
              {t('show.round', { number: round.number, title: round.title })}
              {step && ` · ${step.title}`}
            </p>
          )}
        </div>
        {round?.live?.clock && (
          <div className={styles.clock}>
            <StepClock clock={round.live.clock} />
          </div>
        )}
        <FullScreen />
      </header>
      {paused && (
        <p className={styles.paused} role="status">
          <Pause aria-hidden /> {t('show.paused')}
        </p>
      )}
      <main className={styles.main}>
        {(screen === 'join' || !round) && <JoinCard view={view} />}
        {round && screen === 'step' && <StepScreen round={round} />}
        {round && screen === 'recap' && <RecapScreen view={view} round={round} />}
        {round && screen === 'stimulus' && <StimulusScreen view={view} round={round} item={spot?.kind === 'stimulus' ? spot.id : undefined} />}
        {round && (
          <Board connection={connection}>
            {(ready) => (
              <>
                {screen === 'matrix' && <MatrixScreen view={view} round={round} connection={ready} spot={spot} />}
                {screen === 'tensions' && <TensionsScreen view={view} round={round} connection={ready} />}
                {screen === 'results' && <ResultsScreen view={view} round={round} connection={ready} />}
              </>
            )}
          </Board>
        )}
      </main>
      {screen !== 'join' && (
        <footer className={styles.foot}>
          {view.settings.joinOpen && <span>{t('show.joinStrip', { address: shortAddress(view.links.participant), code: view.joinCode })}</span>}
          <span className="tabular">{t('show.here', { count: here })}</span>
        </footer>
      )}
    </div>
  )
}

type Connection = NonNullable<ReturnType<typeof useBoardConnection>>

function Board({ connection, children }: { connection: Connection | null; children: (ready: Connection) => React.ReactNode }) {
  return connection ? <Ready connection={connection}>{children}</Ready> : <Loading />
}

function Ready({ connection, children }: { connection: Connection; children: (ready: Connection) => React.ReactNode }) {
  const { ready } = useStatus(connection)
  return ready ? children(connection) : <Loading />
}

function FullScreen() {
  const t = useWords()
  const [isFull, setFull] = useState(Boolean(document.fullscreenElement))

  useEffect(() => {
    const look = () => setFull(Boolean(document.fullscreenElement))
    document.addEventListener('fullscreenchange', look)
    return () => document.removeEventListener('fullscreenchange', look)
  }, [])

  if (!document.fullscreenEnabled) return null
  return (
    <Button
      size="small"
      icon={isFull ? <Minimize aria-hidden /> : <Maximize aria-hidden />}
      onPress={() => void (isFull ? document.exitFullscreen() : document.documentElement.requestFullscreen())}
    >
      {t(isFull ? 'show.leaveFullScreen' : 'show.fullScreen')}
    </Button>
  )
}
