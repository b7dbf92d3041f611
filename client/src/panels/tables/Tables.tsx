import type { Breakout } from '@stocktake/shared/breakoutSchema'
import { cellsInWords, countSeats, liveBreakout, seatIn } from '@stocktake/shared/breakouts'
import type { Member, Round } from '@stocktake/shared/session'
import type { SessionView } from '@stocktake/shared/view'
import { useCallback, useEffect } from 'react'
import { readMembers, seat } from '../../api.ts'
import { useSession } from '../../session.ts'
import { Button } from '../../ui/Button.tsx'
import { Loading } from '../../ui/Loading.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { useCommand } from '../../ui/useCommand.ts'
import { useLoaded } from '../../ui/useLoaded.ts'
import { sentence, useWords } from '../../words/words.ts'
import { SeatRow } from './SeatRow.tsx'
import { StartTables } from './StartTables.tsx'
import styles from './Tables.module.css'

/** People at tables, for facilitators: seating them, who sits where, and bringing them back. */
export function Tables({ view, round }: { view: SessionView; round: Round }) {
  const t = useWords()
  const here = useSession((state) => state.here?.total)
  const members = useLoaded(useCallback(async () => (await readMembers(view.id)).members, [view.id]))
  const { again } = members
  const breakout = liveBreakout(round)

  // Somebody came, went, or sat down: who is known is read anew.
  // biome-ignore lint/correctness/useExhaustiveDependencies: each change of who is here is a reason to ask again
  useEffect(() => again(), [here, breakout?.seats, again])

  if (members.state === 'loading') return <Loading />
  if (members.state === 'failed')
    return (
      <Notice kind="warning" actions={<Button onPress={members.again}>{t('common.retry')}</Button>}>
        {t('breakouts.failed')} {sentence(members.problem, t)}
      </Notice>
    )
  const people = members.value.filter((member) => member.role === 'participant' && member.attended.includes(round.number))
  return (
    <div className={styles.tables}>
      <p className={styles.quiet}>{t('breakouts.text')}</p>
      {breakout ? (
        <Seated view={view} round={round} breakout={breakout} people={people} />
      ) : (
        <StartTables key={round.number} view={view} round={round} people={people} />
      )}
    </div>
  )
}

interface SeatedProps {
  view: SessionView
  round: Round
  breakout: Breakout
  people: readonly Member[]
}

function Seated({ view, round, breakout, people }: SeatedProps) {
  const t = useWords()
  const { run, isRunning, problem } = useCommand()
  const asSeated = (member: Member) => ({ ...member, memberId: member.id })
  const counts = countSeats(breakout, people.map(asSeated))
  const seatless = people.filter((member) => !seatIn(breakout, asSeated(member)))
  const options = breakout.tables.map(({ id, name }) => ({ id, label: name }))

  const row = (member: Member, table: string | null) => (
    <SeatRow
      key={member.id}
      view={view}
      member={member}
      tables={options}
      table={table}
      isDisabled={isRunning}
      onChange={async (to) => {
        const after = to === table ? undefined : await run(() => seat(view.id, round.number, { member: member.id, table: to }))
        if (after) useSession.getState().setView(after)
      }}
    />
  )
  return (
    <>
      {problem && <Notice kind="danger">{sentence(problem, t)}</Notice>}
      {seatless.length > 0 && (
        <section className={styles.table}>
          <h3 className={styles.title}>{t('breakouts.unseated')}</h3>
          <ul className={styles.people}>{seatless.map((member) => row(member, null))}</ul>
        </section>
      )}
      {breakout.tables.map((table) => (
        <section key={table.id} className={styles.table}>
          <h3 className={styles.title}>
            {table.name} <span className={styles.quiet}>{t('breakouts.people', { count: counts[table.id] ?? 0 })}</span>
          </h3>
          <p className={styles.quiet}>{cellsInWords(view.matrix, round.columns, table.cells)?.join('; ') ?? t('breakouts.cellsAll')}</p>
          <ul className={styles.people}>
            {people.filter((member) => seatIn(breakout, asSeated(member))?.id === table.id).map((member) => row(member, table.id))}
          </ul>
        </section>
      ))}
    </>
  )
}
