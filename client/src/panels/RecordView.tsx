import type { NoteRef } from '@stocktake/shared/fields'
import type { Round } from '@stocktake/shared/session'
import type { SessionView } from '@stocktake/shared/view'
import { useCallback, useState, useSyncExternalStore } from 'react'
import { readCarry, readRecord } from '../api.ts'
import { ApiProblem } from '../request.ts'
import { Button } from '../ui/Button.tsx'
import { Loading } from '../ui/Loading.tsx'
import { Notice } from '../ui/Notice.tsx'
import { useLoaded } from '../ui/useLoaded.ts'
import { readableRecord } from '../words/usual.ts'
import { useWords } from '../words/words.ts'
import { LineageDialog } from './Lineage.tsx'
import styles from './Record.module.css'
import { RecordAbout } from './RecordAbout.tsx'
import { RecordKept } from './RecordKept.tsx'
import { RecordList, RecordMatrix } from './RecordMatrix.tsx'
import { fatesOf } from './RecordRows.ts'
import { toldRecord } from './RecordTold.ts'
import { RecordVotes } from './RecordVotes.tsx'
import { Withdrawing } from './Withdrawing.tsx'

export interface RecordViewProps {
  view: SessionView
  round: Round
  /** An earlier record of this round; the newest if left out. */
  version?: number | undefined
  /** Another closed round to stand beside this one, the earlier one on the left. */
  beside?: Round | undefined
}

/** One round's record, or two beside each other. */
export function RecordView({ view, round, version, beside }: RecordViewProps) {
  const t = useWords()
  const [lineage, setLineage] = useState<NoteRef | null>(null)
  const isNarrow = useNarrow()
  const numbers = (beside ? [round.number, beside.number] : [round.number]).sort((a, b) => a - b).join()
  // What became of a note may have been decided after this record was made: in its own round's placing, or later.
  const deciding = view.rounds.filter((candidate) => candidate.records > 0 || candidate.state === 'open').map((candidate) => candidate.number)
  const decidingKey = deciding.join()
  const hashes = view.rounds.map((candidate) => candidate.recordHash).join()
  const shown = useLoaded(
    // biome-ignore lint/correctness/useExhaustiveDependencies: what was withdrawn from a record is a reason to ask again
    useCallback(async () => {
      const later = await Promise.all(decidingKey.split(',').map((number) => readCarry(view.id, Number(number))))
      const decisions = later.flatMap((answer) => answer.decisions)
      return Promise.all(
        numbers.split(',').map(async (number) => {
          const { record, hash } = await readRecord(view.id, Number(number), Number(number) === round.number ? version : undefined)
          // An earlier record tells what was known then.
          const known = version === undefined ? decisions.filter((decision) => decision.round >= record.round.number) : []
          return { record, hash, fates: fatesOf(record, known) }
        }),
      )
    }, [view.id, round.number, numbers, version, decidingKey, hashes]),
  )

  if (shown.state === 'loading') return <Loading label={t('round.loading')} />
  if (shown.state === 'failed')
    return (
      <Notice kind="warning" title={t('round.failed')} actions={<Button onPress={shown.again}>{t('common.retry')}</Button>}>
        {shown.problem instanceof ApiProblem ? shown.problem.title : null}
      </Notice>
    )
  const records = shown.value.map((each) => ({ ...each, record: toldRecord(readableRecord(each.record), view) }))
  const [only, second] = records
  const show = (number: number, note: string) => setLineage({ round: number, note })
  return (
    <Withdrawing view={view} isPossible={version === undefined}>
      <div className={styles.abouts}>
        {records.map(({ record, hash }) => (
          <section key={record.round.number} aria-label={t('round.about', { round: record.round.number })}>
            {second && <h2 className={styles.rowTitle}>{t('round.name', { round: record.round.number, title: record.round.title })}</h2>}
            <RecordAbout record={record} hash={hash} />
            <RecordVotes record={record} />
          </section>
        ))}
      </div>
      {only && !second && !isNarrow ? <RecordMatrix {...only} onShowLineage={show} /> : <RecordList shown={records} onShowLineage={show} />}
      {records.map(({ record }) => (
        <RecordKept key={record.round.number} record={record} />
      ))}
      {lineage && <LineageDialog stocktakeId={view.id} round={lineage.round} noteId={lineage.note} onClose={() => setLineage(null)} />}
    </Withdrawing>
  )
}

const narrow = () => window.matchMedia('(max-width: 53.75em)')

/** A table of four columns cannot be read on a phone; there the same stands as lists. Paper is never narrow. */
function useNarrow(): boolean {
  return useSyncExternalStore(
    (changed) => {
      const query = narrow()
      query.addEventListener('change', changed)
      return () => query.removeEventListener('change', changed)
    },
    () => narrow().matches,
  )
}
