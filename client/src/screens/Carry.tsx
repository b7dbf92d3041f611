import { isTeam, openRound } from '@stocktake/shared/rounds'
import type { Round } from '@stocktake/shared/session'
import type { SessionView } from '@stocktake/shared/view'
import styles from '../panels/Carry.module.css'
import { CarryClose } from '../panels/CarryClose.tsx'
import { useCarryDecisions } from '../panels/CarryDecisions.ts'
import { CarryDesk } from '../panels/CarryDesk.tsx'
import { CarryNext } from '../panels/CarryNext.tsx'
import { RecordHead } from '../panels/RecordHead.tsx'
import { useSession } from '../session.ts'
import { useBoardConnection } from '../sync/useBoard.ts'
import { Button } from '../ui/Button.tsx'
import { Loading } from '../ui/Loading.tsx'
import { Notice } from '../ui/Notice.tsx'
import { useReadable } from '../words/usual.ts'
import { useWords } from '../words/words.ts'
import { KeysHelp } from './KeysHelp.tsx'

/** Carrying forward: for the team, note by note; for everybody else a plain word about what happens here. */
export default function Carry() {
  const t = useWords()
  const view = useReadable(useSession((state) => state.view))
  if (!view) return <Loading />
  const round = openRound(view)
  const team = isTeam(view.me.role)

  return (
    <div className={styles.page}>
      <KeysHelp of="carry" />
      <RecordHead view={view} title={round && team ? t('carry.titleRound', { round: round.number, title: round.title }) : t('carry.title')} />
      <main className={styles.content}>
        {!team ? (
          <Notice kind="info" live={false}>
            {t('carry.teamOnly')}
          </Notice>
        ) : round ? (
          <CarryRound key={round.number} view={view} round={round} />
        ) : (
          <CarryNext view={view} />
        )}
      </main>
    </div>
  )
}

function CarryRound({ view, round }: { view: SessionView; round: Round }) {
  const t = useWords()
  const connection = useBoardConnection(view.id, round.number, view.me.memberId)
  const decisions = useCarryDecisions(view.id, round.number)
  if (decisions.state === 'failed')
    return (
      <Notice kind="warning" title={t('carry.failed')} actions={<Button onPress={decisions.again}>{t('common.retry')}</Button>}>
        {decisions.problem.title}
      </Notice>
    )
  if (!connection || decisions.state === 'loading') return <Loading label={t('carry.loading')} />
  return (
    <>
      <CarryDesk view={view} round={round} connection={connection} decisions={decisions.value} />
      <CarryClose view={view} round={round} connection={connection} decisions={decisions.value} />
    </>
  )
}
