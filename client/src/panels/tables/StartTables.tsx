import type { Breakout } from '@stocktake/shared/breakoutSchema'
import { cellId, cellsOf, columnsOf } from '@stocktake/shared/matrix'
import type { Member, Round } from '@stocktake/shared/session'
import type { SessionView } from '@stocktake/shared/view'
import { useState } from 'react'
import { startBreakout } from '../../api.ts'
import { useSession } from '../../session.ts'
import { Button } from '../../ui/Button.tsx'
import { Checkbox } from '../../ui/Checkbox.tsx'
import { Choices } from '../../ui/Choices.tsx'
import { Field } from '../../ui/Field.tsx'
import { GroupMark } from '../../ui/GroupMark.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { Select } from '../../ui/Select.tsx'
import { useCommand } from '../../ui/useCommand.ts'
import { cellName } from '../../words/usual.ts'
import { sentence, useWords } from '../../words/words.ts'
import { SeatRow } from './SeatRow.tsx'
import styles from './Tables.module.css'

type Kind = Breakout['kind']
/** People that talk well at one table. */
const AT_A_TABLE = 6
const MOST_TABLES = 12

/** A table while it is being laid: null cells are all, `some` is chosen one by one. */
interface Laid {
  name: string | null
  scope: string
  some: readonly string[]
}
const PLAIN: Laid = { name: null, scope: 'all', some: [] }

interface StartTablesProps {
  view: SessionView
  round: Round
  people: readonly Member[]
}

/** Laying the tables: how people sit, and which cells each table looks at first. */
export function StartTables({ view, round, people }: StartTablesProps) {
  const t = useWords()
  const { run, isRunning, problem } = useCommand()
  const here = useSession((state) => state.here)
  const [kind, setKind] = useState<Kind>('mixed')
  const [count, setCount] = useState(() => Math.min(MOST_TABLES, Math.max(2, Math.round(people.length / AT_A_TABLE))))
  const [laid, setLaid] = useState<Readonly<Record<string, Laid>>>({})
  const [picks, setPicks] = useState<Readonly<Record<string, string>>>({})
  const [ownCellsOnly, setOwnOnly] = useState(false)
  const groupsHere = view.groups.filter(({ id }) => (here?.byGroup[id] ?? 0) > 0)

  const tables =
    kind === 'own'
      ? groupsHere.map((group, i) => ({ key: group.id, usual: t('breakouts.groupTable', { number: i + 1, group: group.short }), group }))
      : Array.from({ length: count }, (_, i) => ({ key: String(i), usual: t('breakouts.tableName', { number: i + 1 }), group: undefined }))
  const of = (key: string) => laid[key] ?? PLAIN
  const lay = (key: string, change: Partial<Laid>) => setLaid((before) => ({ ...before, [key]: { ...(before[key] ?? PLAIN), ...change } }))
  const missing = tables.find(({ key }) => of(key).scope === 'some' && of(key).some.length === 0)
  const seated =
    kind === 'picked' ? Object.values(picks).filter((at) => Number(at) < count).length : groupsHere.reduce((sum, { id }) => sum + (here?.byGroup[id] ?? 0), 0)

  const start = async () => {
    const after = await run(() =>
      startBreakout(view.id, round.number, {
        kind,
        ownCellsOnly,
        tables: tables.map(({ key, usual, group }) => ({
          name: of(key).name?.trim() || usual,
          cells: cellsOfScope(view, round, of(key)),
          groups: group ? [group.id] : [],
          members: kind === 'picked' ? people.filter(({ id }) => picks[id] === key).map(({ id }) => id) : [],
        })),
      }),
    )
    if (after) useSession.getState().setView(after)
  }

  return (
    <>
      <Choices
        label={t('breakouts.kind')}
        choices={(['mixed', 'own', 'picked'] as const).map((id) => ({ id, label: t(`breakouts.kinds.${id}`), description: t(`breakouts.kindTexts.${id}`) }))}
        value={kind}
        onChange={(id) => setKind(id as Kind)}
      />
      {kind !== 'own' && (
        <Select
          label={t('breakouts.count')}
          options={Array.from({ length: MOST_TABLES - 1 }, (_, i) => ({ id: String(i + 2), label: String(i + 2) }))}
          value={String(count)}
          onChange={(id) => setCount(Number(id))}
        />
      )}
      {tables.map(({ key, usual, group }, i) => (
        <fieldset key={`${kind} ${key}`} className={styles.table}>
          <legend className={styles.title}>
            {group && <GroupMark group={group} />} {of(key).name?.trim() || usual}
          </legend>
          {!group && (
            <Field label={t('breakouts.name', { number: i + 1 })} value={of(key).name ?? usual} onChange={(name) => lay(key, { name })} maxLength={80} />
          )}
          <Select
            label={t('breakouts.cells', { table: of(key).name?.trim() || usual })}
            options={scopes(view, round, t('breakouts.cellsAll'), t('breakouts.cellsSome'), {
              row: (label) => t('breakouts.cellsRow', { label }),
              column: (label) => t('breakouts.cellsColumn', { label }),
            })}
            value={of(key).scope}
            onChange={(scope) => lay(key, { scope })}
          />
          {of(key).scope === 'some' && (
            <div className={styles.cells}>
              {cellsOf(view.matrix, round.columns).map((cell) => (
                <Checkbox
                  key={cell}
                  isSelected={of(key).some.includes(cell)}
                  onChange={(on) => lay(key, { some: on ? [...of(key).some, cell] : of(key).some.filter((each) => each !== cell) })}
                >
                  {cellName(view.matrix, cell)}
                </Checkbox>
              ))}
            </div>
          )}
        </fieldset>
      ))}
      {kind === 'picked' && (
        <ul className={styles.people}>
          {people.map((member) => (
            <SeatRow
              key={member.id}
              view={view}
              member={member}
              tables={tables.map(({ key, usual }) => ({ id: key, label: of(key).name?.trim() || usual }))}
              table={Number(picks[member.id]) < count ? (picks[member.id] ?? null) : null}
              onChange={(at) => setPicks((before) => ({ ...before, [member.id]: at }))}
            />
          ))}
        </ul>
      )}
      <div>
        <Checkbox isSelected={ownCellsOnly} onChange={setOwnOnly}>
          {t('breakouts.ownOnly')}
        </Checkbox>
        <p className={styles.quiet}>{t('breakouts.ownOnlyText')}</p>
      </div>
      {missing && <p className={styles.problem}>{t('breakouts.cellsMissing', { table: of(missing.key).name?.trim() || missing.usual })}</p>}
      {seated === 0 && <p className={styles.quiet}>{t('breakouts.nobody')}</p>}
      <div>
        <Button variant="primary" isPending={isRunning} isDisabled={seated === 0 || tables.length === 0 || missing !== undefined} onPress={() => void start()}>
          {t('breakouts.start', { count: seated })}
        </Button>
      </div>
      {problem && <Notice kind="danger">{sentence(problem, t)}</Notice>}
    </>
  )
}

const ROW = 'row '
const COLUMN = 'column '

function scopes({ matrix }: SessionView, round: Round, all: string, some: string, says: { row: (label: string) => string; column: (label: string) => string }) {
  return [
    { id: 'all', label: all },
    ...matrix.dimensions.map(({ id, label }) => ({ id: ROW + id, label: says.row(label) })),
    ...columnsOf(matrix, round.columns).map(({ id, short }) => ({ id: COLUMN + id, label: says.column(short) })),
    { id: 'some', label: some },
  ]
}

function cellsOfScope({ matrix }: SessionView, round: Round, { scope, some }: Laid): string[] | null {
  if (scope.startsWith(ROW)) return columnsOf(matrix, round.columns).map((type) => cellId(scope.slice(ROW.length), type.id))
  if (scope.startsWith(COLUMN)) return matrix.dimensions.map((row) => cellId(row.id, scope.slice(COLUMN.length)))
  return scope === 'some' ? [...some] : null
}
