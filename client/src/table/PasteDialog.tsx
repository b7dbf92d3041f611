import { doublesIn } from '@stocktake/shared/board/lines'
import { BOARD_LIMITS } from '@stocktake/shared/board/schema'
import { useState } from 'react'
import { Button } from '../ui/Button.tsx'
import { Checkbox } from '../ui/Checkbox.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { Select } from '../ui/Select.tsx'
import { useWords } from '../words/words.ts'
import styles from './PasteDialog.module.css'

/** Where pasted lines may go, and what stands there already. */
export interface PasteTargets {
  cell: string | null
  cells: readonly { cell: string | null; label: string }[]
  textsIn: (cell: string | null) => readonly string[]
}

export interface PasteDialogProps {
  lines: readonly string[]
  targets: PasteTargets
  onMany: (lines: string[], cell: string | null) => void
  onOne: () => void
  onClose: () => void
}

/** Shows what a paste of several lines would add, before it does: which lines, and to which cell. */
export function PasteDialog({ lines, targets, onMany, onOne, onClose }: PasteDialogProps) {
  const t = useWords()
  const [cell, setCell] = useState(targets.cell)
  /** What was chosen by hand; a double is left out unless somebody wants it. */
  const [chosen, setChosen] = useState<Readonly<Record<number, boolean>>>({})
  const doubles = doublesIn(lines, targets.textsIn(cell))
  const isKept = (i: number) => chosen[i] ?? doubles[i] === undefined
  const kept = lines.filter((_, i) => isKept(i))
  return (
    <Dialog
      title={t('table.pasteTitle', { count: lines.length })}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button onPress={onOne}>{t('table.pasteOne')}</Button>
          <Button variant="primary" isDisabled={kept.length === 0} onPress={() => onMany(kept, cell)} autoFocus>
            {kept.length ? t('table.pasteMany', { count: kept.length }) : t('identity.pasteNone')}
          </Button>
        </>
      }
    >
      <p>{t('identity.pasteText')}</p>
      <Select
        label={t('identity.pasteCell')}
        options={targets.cells.map(({ cell: id, label }) => ({ id: id ?? '', label }))}
        value={cell ?? ''}
        onChange={(id) => setCell(id || null)}
      />
      <ol className={styles.lines}>
        {lines.map((line, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the list never changes while it is shown
          <li key={i} data-left-out={!isKept(i) || undefined}>
            <Checkbox isSelected={isKept(i)} onChange={(on) => setChosen({ ...chosen, [i]: on })}>
              <span dir="auto">{line}</span>
              {doubles[i] && <em className={styles.mark}> {t(doubles[i] === 'twice' ? 'identity.pasteTwice' : 'identity.pasteThere')}</em>}
              {line.length > BOARD_LIMITS.noteText && <em className={styles.mark}> {t('table.tooLong', { count: BOARD_LIMITS.noteText })}</em>}
            </Checkbox>
          </li>
        ))}
      </ol>
    </Dialog>
  )
}
