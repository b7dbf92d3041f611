import type { Note } from '@stocktake/shared/board/schema'
import { cellId, cellsOf, columnsOf } from '@stocktake/shared/matrix'
import { countCoverage, emptyCells, heat } from '@stocktake/shared/report/coverage'
import type { Round } from '@stocktake/shared/session'
import type { SessionView } from '@stocktake/shared/view'
import { CircleSlash, FileInput, PencilLine } from 'lucide-react'
import { useState } from 'react'
import { markFull } from '../../api.ts'
import { useSession } from '../../session.ts'
import type { BoardConnection } from '../../sync/connection.ts'
import { useNotes } from '../../sync/useBoard.ts'
import { useWriting } from '../../sync/useWriting.ts'
import { Button } from '../../ui/Button.tsx'
import { GroupMark } from '../../ui/GroupMark.tsx'
import { Menu, MenuItem } from '../../ui/Menu.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { Select } from '../../ui/Select.tsx'
import { useCommand } from '../../ui/useCommand.ts'
import { cellName } from '../../words/usual.ts'
import { sentence, useWords } from '../../words/words.ts'
import styles from './Coverage.module.css'
import { DigestDialog } from './DigestDialog.tsx'
import { Silent } from './Silent.tsx'

export interface CoverageProps {
  view: SessionView
  round: Round
  connection: BoardConnection
}

const EVERYBODY = ''
/** Names of more columns stand upright, or they would break within words. */
const MOST_LYING = 4

/** Where people wrote, by cell and by group, and who has not: for facilitators alone. */
export function Coverage({ view, round, connection }: CoverageProps) {
  const t = useWords()
  const notes = useNotes(connection)
  const here = useSession((state) => state.here)
  const [group, setGroup] = useState(EVERYBODY)
  const [isMaking, setMaking] = useState(false)
  const { run, problem } = useCommand()
  const isAnonymous = view.settings.attribution === 'anonymous'
  const coverage = coverageOf(view, notes)
  const asked = cellsOf(view.matrix, round.columns)
  const empty = emptyCells(asked, coverage.byCell)

  const mark = async (cell: string, isFull: boolean) => {
    const after = await run(() => markFull(view.id, round.number, { cell, isFull }))
    if (after) useSession.getState().setView(after)
  }

  return (
    <div className={styles.coverage}>
      <p className={styles.quiet}>{t('overview.coverageText')}</p>
      {!isAnonymous && (
        <Select
          label={t('overview.count')}
          options={[
            { id: EVERYBODY, label: t('overview.everybody') },
            ...view.groups.map((each) => ({ id: each.id, label: each.label, icon: <GroupMark group={each} /> })),
          ]}
          value={group}
          onChange={setGroup}
        />
      )}
      <HeatMap view={view} round={round} counts={group === EVERYBODY ? coverage.byCell : (coverage.byGroupAndCell[group] ?? {})} group={group} onMark={mark} />
      {problem && <Notice kind="danger">{sentence(problem, t)}</Notice>}
      <p className={styles.quiet}>
        {round.state === 'open' && t('overview.legend')}{' '}
        {coverage.unplaced > 0 && t('overview.parking', { notes: t('table.notes', { count: coverage.unplaced }) })}
      </p>

      <section aria-label={t('overview.empty')}>
        <h3 className={styles.title}>{t('overview.empty')}</h3>
        {empty.length ? (
          <ul className={styles.list}>
            {empty.map((cell) => (
              <li key={cell}>{cellName(view.matrix, cell)}</li>
            ))}
          </ul>
        ) : (
          <p>{t('overview.emptyNone')}</p>
        )}
      </section>

      <section aria-label={t('overview.groups')}>
        <h3 className={styles.title}>{t('overview.groups')}</h3>
        {isAnonymous ? (
          <p>{t('overview.anonymous')}</p>
        ) : (
          <ul className={styles.groups}>
            {view.groups.map((each) => (
              <li key={each.id} className={styles.group}>
                <GroupMark group={each} />
                <span>{each.label}</span>
                <span className={`${styles.quiet} tabular`}>
                  {t('overview.groupRow', {
                    notes: t('table.notes', { count: coverage.byGroup[each.id] ?? 0 }),
                    people: here?.byGroup[each.id] ?? 0,
                  })}
                </span>
              </li>
            ))}
          </ul>
        )}
      </section>

      <Silent view={view} round={round} wrote={coverage.byGroup} />
      <div>
        <Button size="small" icon={<FileInput aria-hidden />} onPress={() => setMaking(true)}>
          {t('overview.digest')}
        </Button>
      </div>
      {isMaking && <DigestDialog view={view} round={round} onClose={() => setMaking(false)} />}
    </div>
  )
}

/** As exports count: a cell that the matrix does not have is the parking lot, and where notes are anonymous no group is told. */
function coverageOf({ matrix, groups, settings }: SessionView, notes: readonly Note[]) {
  const cells = new Set(
    cellsOf(
      matrix,
      matrix.intelligenceTypes.map(({ id }) => id),
    ),
  )
  const known = new Set(settings.attribution === 'anonymous' ? [] : groups.map(({ id }) => id))
  return countCoverage(
    notes.map(({ at, group }) => ({
      cell: at.cell !== null && cells.has(at.cell) ? at.cell : null,
      group: group !== null && known.has(group) ? group : null,
    })),
  )
}

interface HeatMapProps {
  view: SessionView
  round: Round
  counts: Readonly<Record<string, number>>
  group: string
  onMark: (cell: string, isFull: boolean) => void
}

/** The matrix as numbers, the fuller the darker. What is written alone is counted for everybody, and never by group. */
function HeatMap({ view, round, counts, group, onMark }: HeatMapProps) {
  const t = useWords()
  const writing = useWriting(round.number)
  const inUse = columnsOf(view.matrix, round.columns)
  const columns = view.matrix.intelligenceTypes.filter(
    (type) => inUse.includes(type) || view.matrix.dimensions.some((row) => (counts[cellId(row.id, type.id)] ?? 0) > 0),
  )
  const largest = Math.max(0, ...Object.values(counts))
  return (
    <table className={styles.map} aria-label={t('overview.matrix')} data-many={columns.length > MOST_LYING || undefined}>
      <thead>
        <tr>
          <td />
          {columns.map((type) => (
            <th key={type.id} scope="col">
              {type.short}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {view.matrix.dimensions.map((row) => (
          <tr key={row.id}>
            <th scope="row">{row.label}</th>
            {columns.map((type) => {
              const cell = cellId(row.id, type.id)
              const count = counts[cell] ?? 0
              const hidden = group === EVERYBODY ? (writing?.byCell[cell] ?? 0) : 0
              const isFull = round.full.includes(cell)
              const says = [
                t('overview.cellSays', { cell: cellName(view.matrix, cell), notes: t('table.notes', { count }) }),
                hidden > 0 && t('overview.hiddenSay', { count: hidden }),
                isFull && t('overview.fullSay'),
              ]
              const number = (
                <span className={styles.number}>
                  <span className="tabular">
                    {count}
                    {hidden > 0 && <small> {t('overview.hidden', { count: hidden })}</small>}
                  </span>
                  {isFull && <small>{t('overview.full')}</small>}
                </span>
              )
              return (
                <td key={cell} data-heat={heat(count, largest)} data-full={isFull || undefined}>
                  {round.state === 'open' && inUse.includes(type) ? (
                    <Menu label={says.filter(Boolean).join(', ')} icon={number} iconOnly size="small">
                      {isFull ? (
                        <MenuItem icon={<PencilLine aria-hidden />} onAction={() => onMark(cell, false)}>
                          {t('overview.liftFull')}
                        </MenuItem>
                      ) : (
                        <MenuItem icon={<CircleSlash aria-hidden />} onAction={() => onMark(cell, true)}>
                          {t('overview.markFull')}
                        </MenuItem>
                      )}
                    </Menu>
                  ) : (
                    number
                  )}
                </td>
              )
            })}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
