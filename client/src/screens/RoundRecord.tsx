import { roundOf } from '@stocktake/shared/rounds'
import type { Round } from '@stocktake/shared/session'
import type { SessionView } from '@stocktake/shared/view'
import { useCallback } from 'react'
import { readRecords } from '../api.ts'
import styles from '../panels/Record.module.css'
import { RecordActions } from '../panels/RecordActions.tsx'
import { RecordHead } from '../panels/RecordHead.tsx'
import { RecordView } from '../panels/RecordView.tsx'
import { useSession } from '../session.ts'
import { useParams, useSearchParams } from '../ui/address.tsx'
import { LinkButton } from '../ui/Button.tsx'
import { Loading } from '../ui/Loading.tsx'
import { Notice } from '../ui/Notice.tsx'
import { Select } from '../ui/Select.tsx'
import { useLoaded } from '../ui/useLoaded.ts'
import { momentOf } from '../words/language.ts'
import { useReadable } from '../words/usual.ts'
import { useWords } from '../words/words.ts'

/** A closed round as a record to read, print, export, and set beside another. */
export default function RoundRecord() {
  const t = useWords()
  const { n = '' } = useParams()
  const view = useReadable(useSession((state) => state.view))
  if (!view) return <Loading />
  const round = roundOf(view, Number(n))

  return (
    <div className={styles.page}>
      <RecordHead view={view} title={round ? t('round.name', { round: round.number, title: round.title }) : t('round.unknown')}>
        <Rounds view={view} current={round?.number} />
      </RecordHead>
      <main className={styles.content}>
        {round?.records ? <Recorded key={round.number} view={view} round={round} /> : <NoRecord view={view} round={round} />}
      </main>
    </div>
  )
}

/** From one round's record to the others'. */
function Rounds({ view, current }: { view: SessionView; current: number | undefined }) {
  const t = useWords()
  const recorded = view.rounds.filter((round) => round.records > 0)
  if (recorded.length < 2) return null
  return (
    <nav aria-label={t('round.others')} className={styles.rounds}>
      {recorded.map((round) => (
        <LinkButton
          key={round.number}
          size="small"
          href={`/s/${view.id}/rounds/${round.number}`}
          {...(round.number === current ? { 'aria-current': 'page' as const } : {})}
        >
          {t('lineage.round', { round: round.number })}
        </LinkButton>
      ))}
    </nav>
  )
}

function NoRecord({ view, round }: { view: SessionView; round: Round | undefined }) {
  const t = useWords()
  return (
    <Notice kind="info" live={false} actions={<LinkButton href={`/s/${view.id}`}>{t('common.backToWorkspace')}</LinkButton>}>
      {!round ? t('round.unknownText') : round.state === 'open' ? t('round.stillOpen') : t('round.notYet')}
    </Notice>
  )
}

const NEWEST = 'newest'
const NOBODY = 'none'

function Recorded({ view, round }: { view: SessionView; round: Round }) {
  const t = useWords()
  const [params, setParams] = useSearchParams()
  const records = useLoaded(
    // biome-ignore lint/correctness/useExhaustiveDependencies: another record is a reason to ask again
    useCallback(() => readRecords(view.id, round.number), [view.id, round.number, round.records]),
  )
  const others = view.rounds.filter((other) => other.records > 0 && other.number !== round.number)
  const version = Number(params.get('version')) || undefined
  const beside = others.find((other) => other.number === Number(params.get('beside')))
  const set = (name: string, value: string | null) =>
    setParams((old) => {
      const next = new URLSearchParams(old)
      if (value === null) next.delete(name)
      else next.set(name, value)
      return next
    })

  return (
    <>
      <div className={styles.tools}>
        {round.records > 1 && records.state === 'ready' && (
          <Select
            label={t('round.version')}
            value={version ? String(version) : NEWEST}
            onChange={(id) => set('version', id === NEWEST ? null : id)}
            options={[...records.value]
              .sort((a, b) => b.version - a.version)
              .map((record, index) => ({
                id: index === 0 ? NEWEST : String(record.version),
                label: t(index === 0 ? 'round.versionNewest' : 'round.versionOf', { version: record.version, date: momentOf(record.closedAt) }),
              }))}
          />
        )}
        {others.length > 0 && (
          <Select
            label={t('round.beside')}
            value={beside ? String(beside.number) : NOBODY}
            onChange={(id) => set('beside', id === NOBODY ? null : id)}
            options={[
              { id: NOBODY, label: t('round.besideNone') },
              ...others.map((other) => ({ id: String(other.number), label: t('round.name', { round: other.number, title: other.title }) })),
            ]}
          />
        )}
        <RecordActions view={view} round={round} />
      </div>
      {round.state === 'open' && (
        <Notice kind="info" live={false}>
          {t('round.openedAgain', { round: round.number })}
        </Notice>
      )}
      {version !== undefined && (
        <Notice kind="info" live={false}>
          {t('round.earlierRecord')}
        </Notice>
      )}
      <RecordView view={view} round={round} version={version} beside={beside} />
    </>
  )
}
