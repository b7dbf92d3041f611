import { cellsOf } from '@stocktake/shared/matrix'
import { PARKING } from '@stocktake/shared/report/parking'
import type { Round } from '@stocktake/shared/session'
import type { Guess } from '@stocktake/shared/sheet/guess'
import type { SessionView } from '@stocktake/shared/view'
import { useDeferredValue, useEffect, useMemo, useRef, useState } from 'react'
import { addAtOnce } from '../../sync/addAtOnce.ts'
import type { BoardConnection } from '../../sync/connection.ts'
import { onBehalfOf } from '../../sync/onBehalf.ts'
import { Button } from '../../ui/Button.tsx'
import { Checkbox } from '../../ui/Checkbox.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { NativeSelect } from '../../ui/NativeSelect.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { cellName } from '../../words/usual.ts'
import { useWords } from '../../words/words.ts'
import styles from './Import.module.css'
import { ImportRowFields } from './ImportRowFields.tsx'
import { type ImportRow, type JudgedRow, judged, roomFor, rowsToShow, shownBy, type Which, type Written } from './importRows.ts'

/** So many rows are shown at once. */
const PAGE = 40
const WAYS = ['all', 'no-cell', 'marked', 'out'] as const
const WORDS = { all: 'sheet.showAll', 'no-cell': 'sheet.showNoCell', marked: 'sheet.showMarked', out: 'sheet.showOut' } as const

export interface ImportNotesProps {
  view: SessionView
  round: Round
  /** Where they go: the board, or one's own draft while people write alone. */
  connection: BoardConnection
  isPrivate: boolean
  /** What stands on the board already, and in the draft. */
  written: readonly Written[]
  takes: (cell: string | null) => boolean
  onClose: () => void
}

export interface ImportPreviewProps extends ImportNotesProps {
  guess: Guess
  onAdded: (count: number, connection: BoardConnection) => void
  onAnother: () => void
}

/** Every note that was found, with its cell and group, to be changed or left out before any is added. */
export function ImportPreview({ view, round, connection, isPrivate, written, takes, guess, onAdded, onAnother, onClose }: ImportPreviewProps) {
  const t = useWords()
  const list = useRef<HTMLOListElement>(null)
  const [rows, setRows] = useState<readonly ImportRow[]>(() => rowsToShow(guess.notes))
  // What others write meanwhile is compared too, when there is time for it.
  const board = useDeferredValue(written)
  const [typedFor, setTypedFor] = useState(() => onBehalfOf(view.id).getState().behalf?.typedFor ?? false)
  // What is shown is chosen once: a row that is mended does not go away beneath the hand.
  const [shown, setShown] = useState<{ which: Which; numbers: ReadonlySet<number>; most: number }>({ which: 'all', numbers: new Set(), most: PAGE })
  const [asked, setAsked] = useState(0)

  const offered = cellsOf(view.matrix, round.columns).filter(takes)
  const isOpen = takes(null)
  const open = [...offered, ...(isOpen ? [''] : [])].join()
  // biome-ignore lint/correctness/useExhaustiveDependencies: which cells take notes is all that counts of the rules
  const all = useMemo(() => judged(rows, board, takes), [rows, board, open])
  const kept = all.filter(({ isKept }) => isKept)
  const missing = kept.filter(({ isMissing }) => isMissing)
  const [hadMissing] = useState(missing.length > 0)
  const left = [...(guess.lost ?? []).map((what) => t(`sheet.lost.${what}`)), ...guess.unused]
  const room = roomFor(board.length)
  const cells = [...offered.map((cell) => ({ id: cell, label: cellName(view.matrix, cell) })), { id: PARKING, label: t('table.parking') }]
  const groups = view.settings.attribution === 'anonymous' ? null : [{ id: '', label: t('table.team') }, ...view.groups]
  const nameOf = (cell: string | null | undefined) => (cell === null ? t('table.parking') : cellName(view.matrix, cell ?? null))

  const show = (which: Which) => setShown({ which, numbers: new Set(all.filter(shownBy[which]).map(({ number }) => number)), most: PAGE })
  const matching = shown.which === 'all' ? all : all.filter(({ number }) => shown.numbers.has(number))
  const change = (number: number, next: Partial<ImportRow>) => setRows(rows.map((row) => (row.number === number ? { ...row, ...next } : row)))
  const putAll = (id: string) => {
    const numbers = new Set(missing.map(({ number }) => number))
    const cell = id === PARKING ? null : id
    setRows(rows.map((row) => (numbers.has(row.number) ? { ...row, cell } : row)))
  }
  const add = () => {
    if (missing.length) {
      show('no-cell')
      return setAsked(asked + 1)
    }
    const notes = kept.flatMap(({ text, cell, group, lang }) =>
      cell === undefined ? [] : [{ text: guess.shape === 'export' ? text : text.trim(), cell, group, ...(lang ? { lang } : {}) }],
    )
    addAtOnce(connection, view, notes, { isPrivate, typedFor })
    onAdded(notes.length, connection)
  }

  useEffect(() => {
    if (asked) list.current?.querySelector<HTMLElement>('[data-missing] select')?.focus()
  }, [asked])
  const before = useRef(PAGE)
  useEffect(() => {
    // Whoever asked for more goes on with the first of them.
    if (shown.most > before.current) list.current?.children[before.current]?.querySelector('textarea')?.focus()
    before.current = shown.most
  }, [shown.most])

  return (
    <Dialog
      title={t('sheet.previewTitle', { count: all.length })}
      isOpen
      onClose={onClose}
      size="wide"
      role="alertdialog"
      actions={
        <>
          {asked > 0 && missing.length > 0 && (
            <div className={styles.asked}>
              <Notice kind="danger">{t('sheet.missing', { count: missing.length })}</Notice>
            </div>
          )}
          {!isOpen && (
            <div className={styles.asked}>
              <Notice kind="warning">{t('sheet.shut')}</Notice>
            </div>
          )}
          {kept.length > room && (
            <div className={styles.asked}>
              <Notice kind="warning">{t('sheet.full', { count: room })}</Notice>
            </div>
          )}
          <Button onPress={onAnother}>{t('sheet.another')}</Button>
          <Button variant="primary" isDisabled={kept.length === 0 || kept.length > room || !isOpen} onPress={add}>
            {kept.length ? t('sheet.add', { count: kept.length }) : t('sheet.none')}
          </Button>
        </>
      }
    >
      <div className={styles.about}>
        <p>
          {t(`sheet.shape.${guess.shape}`)} {guess.above > 0 && `${t('sheet.above', { count: guess.above })} `}
          {left.length > 0 && t('sheet.unused', { columns: left.join(', ') })}
        </p>
        {isPrivate && <Notice live={false}>{t('sheet.private')}</Notice>}
        <p role="status">{summary(t, all, kept, missing)}</p>
        <div className={styles.tools}>
          <div className={styles.tool}>
            <span aria-hidden>{t('sheet.which')}</span>
            <NativeSelect
              label={t('sheet.which')}
              options={WAYS.map((id) => ({ id, label: t(WORDS[id], { count: all.filter(shownBy[id]).length }) }))}
              value={shown.which}
              onChange={(id) => show(id as Which)}
            />
          </div>
          {hadMissing && (
            <div className={styles.tool}>
              <span aria-hidden>{t('sheet.putAll')}</span>
              <NativeSelect
                label={t('sheet.putAll')}
                options={cells}
                value={null}
                placeholder={t('sheet.chooseCell')}
                onChange={putAll}
                isDisabled={missing.length === 0}
              />
            </div>
          )}
        </div>
        <Checkbox isSelected={typedFor} onChange={setTypedFor}>
          {t('sheet.typedFor')}
        </Checkbox>
      </div>
      <ol className={styles.rows} ref={list}>
        {matching.slice(0, shown.most).map((row) => (
          <ImportRowFields key={row.number} row={row} cells={cells} groups={groups} nameOf={nameOf} onChange={change} />
        ))}
      </ol>
      {matching.length > shown.most && (
        <Button onPress={() => setShown({ ...shown, most: shown.most + PAGE })}>
          {t('sheet.more', { count: Math.min(PAGE, matching.length - shown.most) })}
        </Button>
      )}
    </Dialog>
  )
}

function summary(t: ReturnType<typeof useWords>, all: readonly JudgedRow[], kept: readonly JudgedRow[], missing: readonly JudgedRow[]): string {
  const left = all.filter(({ repeat, isKept }) => repeat && !isKept).length
  return [
    t('sheet.willAdd', { count: kept.length, all: all.length }),
    missing.length ? t('sheet.noCellYet', { count: missing.length }) : '',
    left ? t('sheet.repeated', { count: left }) : '',
  ]
    .filter(Boolean)
    .join(' ')
}
