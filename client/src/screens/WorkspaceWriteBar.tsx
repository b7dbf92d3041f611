import { signingOf } from '@stocktake/shared/attribution'
import { cellId, cellsOf, columnsOf, splitCell } from '@stocktake/shared/matrix'
import { type Circumstances, may } from '@stocktake/shared/policy'
import type { Round } from '@stocktake/shared/session'
import type { SessionView } from '@stocktake/shared/view'
import { Plus } from 'lucide-react'
import { useEffect, useId, useRef, useState } from 'react'
import { useStore } from 'zustand'
import type { BoardConnection } from '../sync/connection.ts'
import { draftsOf } from '../sync/drafts.ts'
import { myTableIn } from '../sync/myTable.ts'
import { shutCell, shutWords } from '../sync/shutCell.ts'
import type { BoardRules } from '../sync/useRules.ts'
import { textsIn, writeNotes } from '../sync/writeNotes.ts'
import { NewNoteArea } from '../table/NewNoteArea.tsx'
import { ShownAs } from '../table/ShownAs.tsx'
import { type ArrowKey, stepCell } from '../table/stepCell.ts'
import { Button } from '../ui/Button.tsx'
import { NativeSelect } from '../ui/NativeSelect.tsx'
import { cellName, questionOf } from '../words/usual.ts'
import { useWords } from '../words/words.ts'
import styles from './WorkspaceWriteBar.module.css'

const PARKING = ''

export interface WorkspaceWriteBarProps {
  connection: BoardConnection
  view: SessionView
  round: Round
  rules: BoardRules
  /** It goes to one's own draft. */
  isPrivate?: boolean
}

/** The one input that is always there: it remembers its cell, keeps half-written words, and stays open for the next note. */
export function WorkspaceWriteBar({ connection, view, round, rules, isPrivate = false }: WorkspaceWriteBarProps) {
  const t = useWords()
  const drafts = draftsOf(view.id, view.me.memberId)
  const text = useStore(drafts, (state) => state.bar)
  const kept = useStore(drafts, (state) => state.barCell)
  const lang = useStore(drafts, (state) => state.lang)
  const [said, setSaid] = useState('')
  const area = useRef<HTMLTextAreaElement>(null)
  const help = useId()

  // Only the cells that the step is about are offered.
  const all = cellsOf(view.matrix, round.columns)
  const offered = (circumstances: Circumstances) =>
    all.filter((each) => may(view.me, 'add-note', circumstances, { ...signingOf(circumstances.attribution, view.me), cells: [each] }))
  const now = offered(rules.live)
  const cells = now.length ? now : offered(rules.inForce)
  // Words that were meant for a cell stay with it when it is shut meanwhile: they go nowhere that was not chosen.
  const why = typeof kept === 'string' && all.includes(kept) && text.trim() ? shutCell(view.me, rules, kept) : undefined
  const inUse = cells.flatMap((each) => splitCell(each) ?? [])
  const dimensions = view.matrix.dimensions.filter(({ id }) => inUse.some(({ dimensionId }) => dimensionId === id))
  // Who sits at a table begins in its cells.
  const ours = myTableIn(view, round)?.cells
  const first = cells.find((each) => ours?.has(each)) ?? cells[0] ?? null
  const cell = kept === null || (kept !== undefined && (cells.includes(kept) || why)) ? kept : first
  const parts = cell === null ? undefined : splitCell(cell)
  const label = cellName(view.matrix, cell)
  const columns = columnsOf(view.matrix, round.columns).filter(({ id }) => parts && cells.includes(cellId(parts.dimensionId, id)))

  // Sitting down takes the box along, unless there are words in it already.
  const table = view.myTable
  // biome-ignore lint/correctness/useExhaustiveDependencies: only sitting down moves the box; whoever chooses another cell then is let
  useEffect(() => {
    if (table !== null && ours && !text.trim() && !(cell !== null && ours.has(cell))) choose(first)
  }, [table])

  const targets = [...cells, null].map((each) => ({ cell: each, label: cellName(view.matrix, each) }))
  const choose = (next: string | null) => drafts.setState({ barCell: next })
  const chooseRow = (id: string) => {
    const beside = cells.filter((each) => splitCell(each)?.dimensionId === id)
    choose(id === PARKING ? null : (beside.find((each) => splitCell(each)?.typeId === parts?.typeId) ?? beside[0] ?? null))
  }
  const step = (key: ArrowKey) => {
    const rows = dimensions.map(({ id }) => id)
    const inUse = columnsOf(view.matrix, round.columns).map(({ id }) => id)
    const next = stepCell(cell, key, rows, inUse, (to) => cells.includes(to))
    if (next === undefined) return
    choose(next)
    setSaid(cellName(view.matrix, next))
  }
  const add = (texts: string[], where = cell) => {
    if (why && where === cell) return setSaid(shutWords(t, why, label))
    writeNotes(connection, view, where, texts, { isPrivate })
    drafts.setState({ bar: '' })
    setSaid(t('workspace.added', { cell: cellName(view.matrix, where) }))
    area.current?.focus()
  }

  return (
    <section className={styles.write} aria-label={t('workspace.writeNote')}>
      <div className={styles.cell}>
        <NativeSelect
          label={t('workspace.row')}
          options={[...dimensions, { id: PARKING, label: t('workspace.parking') }]}
          value={parts?.dimensionId ?? PARKING}
          onChange={chooseRow}
        />
        <NativeSelect
          label={t('workspace.column')}
          options={columns.map(({ id, short }) => ({ id, label: short }))}
          value={parts?.typeId ?? null}
          onChange={(id) => parts && choose(cellId(parts.dimensionId, id))}
          isDisabled={!parts}
          placeholder="–"
        />
      </div>
      <NewNoteArea
        areaRef={area}
        label={t('workspace.writeIn', { cell: label })}
        targets={{ cell, cells: targets, textsIn: textsIn(connection) }}
        value={text}
        onChange={(bar) => drafts.setState({ bar })}
        onAdd={add}
        onAltArrow={step}
        placeholder={cell === null ? t('workspace.writeNote') : questionOf(view.matrix, round.prompts, cell)}
        className={styles.area}
        describedBy={help}
        lang={lang}
      />
      <Button variant="primary" keepsFocus icon={<Plus aria-hidden />} isDisabled={!text.trim() || why !== undefined} onPress={() => add([text.trim()])}>
        {t('workspace.add')}
      </Button>
      <ShownAs view={view} round={round} cell={cell} isPrivate={isPrivate} />
      {why && (
        <p className={styles.shut} role="status">
          {shutWords(t, why, label)}{' '}
          <Button size="small" onPress={() => choose(null)}>
            {t('overview.toParking')}
          </Button>
        </p>
      )}
      <span id={help} className="visually-hidden">
        {t('workspace.keys')}
      </span>
      <span role="status" className="visually-hidden">
        {said}
      </span>
    </section>
  )
}
