import { cellsOf } from '@stocktake/shared/matrix'
import type { Round } from '@stocktake/shared/session'
import type { SessionView } from '@stocktake/shared/view'
import type { Writing } from '@stocktake/shared/wire'
import { Eye } from 'lucide-react'
import { useState } from 'react'
import type { revealNotes } from '../../api.ts'
import { Button } from '../../ui/Button.tsx'
import { Checkbox } from '../../ui/Checkbox.tsx'
import { Choices } from '../../ui/Choices.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { GroupMark } from '../../ui/GroupMark.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { cellName } from '../../words/usual.ts'
import { useWords } from '../../words/words.ts'
import styles from './Steps.module.css'

export type RevealScope = Parameters<typeof revealNotes>[2]

interface RevealDialogProps {
  view: SessionView
  round: Round
  writing: Writing
  /** What the press says for so many notes. */
  words: (notes: string) => string
  isRunning: boolean
  problem: string | null
  onReveal: (scope: RevealScope) => void
  onClose: () => void
}

/** Reveals the notes of some cells or some groups. How many notes a group has is not told: a group may be one person. */
export function RevealDialog({ view, round, writing, words, isRunning, problem, onReveal, onClose }: RevealDialogProps) {
  const t = useWords()
  const [by, setBy] = useState<'cells' | 'groups'>('cells')
  const [cells, setCells] = useState<readonly string[]>([])
  const [groups, setGroups] = useState<readonly string[]>([])
  const chosen = by === 'cells' ? cells : groups
  const count = cells.reduce((sum, cell) => sum + (writing.byCell[cell] ?? 0), 0)
  const toggle = (list: readonly string[], id: string, on: boolean) => (on ? [...list, id] : list.filter((each) => each !== id))
  const written = cellsOf(view.matrix, round.columns).filter((cell) => writing.byCell[cell])

  return (
    <Dialog
      title={t('steps.revealTitle')}
      isOpen
      onClose={onClose}
      actions={
        <Button
          variant="primary"
          icon={<Eye aria-hidden />}
          isPending={isRunning}
          isDisabled={chosen.length === 0}
          onPress={() => onReveal(by === 'cells' ? { cells: [...cells] } : { groups: [...groups] })}
        >
          {words(by === 'cells' ? t('table.notes', { count }) : t('steps.revealGroups', { count: groups.length }))}
        </Button>
      }
    >
      <p className={styles.label}>{t('steps.revealText')}</p>
      <Choices
        label={t('steps.revealBy')}
        choices={[
          { id: 'cells', label: t('steps.revealByCell') },
          { id: 'groups', label: t('steps.revealByGroup') },
        ]}
        value={by}
        onChange={(next) => setBy(next === 'groups' ? 'groups' : 'cells')}
      />
      <div className={styles.choices}>
        {by === 'cells'
          ? written.map((cell) => (
              <Checkbox key={cell} isSelected={cells.includes(cell)} onChange={(on) => setCells(toggle(cells, cell, on))}>
                {cellName(view.matrix, cell)}: {t('table.notes', { count: writing.byCell[cell] ?? 0 })}
              </Checkbox>
            ))
          : view.groups.map((group) => (
              <Checkbox key={group.id} isSelected={groups.includes(group.id)} onChange={(on) => setGroups(toggle(groups, group.id, on))}>
                <GroupMark group={group} /> {group.label}
              </Checkbox>
            ))}
      </div>
      {problem && <Notice kind="danger">{problem}</Notice>}
    </Dialog>
  )
}
