import type { Round } from '@stocktake/shared/session'
import type { ShelfItem } from '@stocktake/shared/stimulusSchema'
import type { SessionView } from '@stocktake/shared/view'
import { ArrowDown, ArrowUp, Eye, EyeOff, FilePlus2, GripVertical, MoreHorizontal, Plus, Quote, RotateCcw, Tags, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { Button as AriaButton, GridList, GridListItem, useDragAndDrop } from 'react-aria-components'
import { setShelf } from '../api.ts'
import { useSession } from '../session.ts'
import { AriaFrame } from '../ui/AriaFrame.tsx'
import { Button, buttonLook } from '../ui/Button.tsx'
import { Menu, MenuItem } from '../ui/Menu.tsx'
import { Notice } from '../ui/Notice.tsx'
import { useCommand } from '../ui/useCommand.ts'
import { useWords } from '../words/words.ts'
import { moved, type Shown, shownOn } from './MirrorShelf.ts'
import styles from './Stimulus.module.css'
import { StimulusAdd } from './StimulusAdd.tsx'
import { StimulusEditLabels, StimulusNewVersion } from './StimulusEdit.tsx'
import { StimulusFromNote, StimulusReuse } from './StimulusReuse.tsx'

export interface StimulusShelfProps {
  view: SessionView
  round: Round
}

type Open = { what: 'add' | 'reuse' | 'note' } | { what: 'version' | 'labels'; id: string } | null

/** The team's side of the mirror: what is on a round's shelf, in which order and version, and what is still hidden. */
export function StimulusShelf({ view, round }: StimulusShelfProps) {
  const t = useWords()
  const { run, isRunning, problem } = useCommand()
  const [open, setOpen] = useState<Open>(null)
  const [said, setSaid] = useState('')
  const shown = shownOn(view.stimulus, round, true)
  const close = () => setOpen(null)
  const subject = open && 'id' in open ? shown.find(({ item }) => item.id === open.id) : undefined

  async function put(shelf: ShelfItem[], words: string) {
    const next = await run(() => setShelf(view.id, round.number, { shelf }))
    if (!next) return
    useSession.getState().setView(next)
    setSaid(words)
  }

  function move(from: number, to: number) {
    const title = shown[from]?.item.title
    if (!title || to < 0 || to >= round.shelf.length || to === from) return
    void put(moved(round.shelf, from, to), t('stimulus.movedTo', { title, place: to + 1, count: round.shelf.length }))
  }

  const { dragAndDropHooks } = useDragAndDrop({
    getItems: (keys) => [...keys].map((key) => ({ 'text/plain': shown.find(({ item }) => item.id === key)?.item.title ?? '' })),
    onReorder: ({ keys, target }) => {
      const from = round.shelf.findIndex((place) => keys.has(place.id))
      const at = round.shelf.findIndex((place) => place.id === target.key) + (target.dropPosition === 'after' ? 1 : 0)
      move(from, at > from ? at - 1 : at)
    },
  })

  if (round.state === 'closed') return <p className={styles.help}>{t('stimulus.closed', { round: round.number })}</p>
  return (
    <div className={styles.shelf}>
      <div className={styles.adds}>
        <Button variant="primary" icon={<Plus aria-hidden />} onPress={() => setOpen({ what: 'add' })}>
          {t('stimulus.add')}
        </Button>
        <Button icon={<RotateCcw aria-hidden />} onPress={() => setOpen({ what: 'reuse' })}>
          {t('stimulus.reuse')}
        </Button>
        <Button icon={<Quote aria-hidden />} onPress={() => setOpen({ what: 'note' })}>
          {t('stimulus.fromNote')}
        </Button>
      </div>
      <AriaFrame>
        <GridList
          aria-label={t('stimulus.title', { round: round.number })}
          items={shown.map((entry) => ({ ...entry, id: entry.item.id }))}
          dependencies={[round.shelf, isRunning]}
          dragAndDropHooks={dragAndDropHooks}
          className={styles.list ?? ''}
          renderEmptyState={() => <p className={styles.empty}>{t('stimulus.empty')}</p>}
        >
          {(entry) => {
            const index = shown.findIndex(({ item }) => item.id === entry.id)
            return (
              <Row
                entry={entry}
                index={index}
                count={shown.length}
                disabled={isRunning}
                onMove={(by) => move(index, index + by)}
                onVersion={() => setOpen({ what: 'version', id: entry.id })}
                onLabels={() => setOpen({ what: 'labels', id: entry.id })}
                onHide={() =>
                  void put(
                    round.shelf.map((place) => (place.id === entry.id ? { ...place, hidden: !place.hidden } : place)),
                    t(entry.hidden ? 'stimulus.nowShown' : 'stimulus.nowHidden', { title: entry.item.title }),
                  )
                }
                onTakeOff={() =>
                  void put(
                    round.shelf.filter((place) => place.id !== entry.id),
                    t('stimulus.takenOff', { title: entry.item.title }),
                  )
                }
              />
            )
          }}
        </GridList>
      </AriaFrame>
      <p role="status" className={styles.help}>
        {said}
      </p>
      {problem && <Notice kind="danger">{problem.title}</Notice>}
      {open?.what === 'add' && <StimulusAdd view={view} round={round} onClose={close} />}
      {open?.what === 'reuse' && <StimulusReuse view={view} round={round} onClose={close} />}
      {open?.what === 'note' && <StimulusFromNote view={view} round={round} onClose={close} />}
      {open?.what === 'version' && subject && <StimulusNewVersion view={view} round={round} item={subject.item} version={subject.version} onClose={close} />}
      {open?.what === 'labels' && subject && <StimulusEditLabels view={view} item={subject.item} version={subject.version} onClose={close} />}
    </div>
  )
}

interface RowProps {
  entry: Shown
  index: number
  count: number
  disabled: boolean
  onMove: (by: 1 | -1) => void
  onVersion: () => void
  onLabels: () => void
  onHide: () => void
  onTakeOff: () => void
}

function Row({ entry: { item, version, hidden }, index, count, disabled, onMove, onVersion, onLabels, onHide, onTakeOff }: RowProps) {
  const t = useWords()
  return (
    <GridListItem id={item.id} textValue={item.title} className={styles.row ?? ''}>
      <AriaButton slot="drag" className={buttonLook({ size: 'small', className: styles.grip })} aria-label={t('stimulus.drag', { title: item.title })}>
        <GripVertical aria-hidden />
      </AriaButton>
      <div className={styles.rowWords}>
        <p className={styles.label}>{item.title}</p>
        <p className={styles.help}>
          {item.kindLabel || t(`stimulus.kind.${item.kind}`)}, {t('mirror.version', { version: version.version })}
          {hidden && (
            <span className={styles.hidden}>
              <EyeOff aria-hidden /> {t('mirror.hidden')}
            </span>
          )}
        </p>
      </div>
      <div className={styles.rowActions}>
        <Button
          size="small"
          isDisabled={disabled || index === 0}
          aria-label={t('stimulus.up', { title: item.title })}
          icon={<ArrowUp aria-hidden />}
          onPress={() => onMove(-1)}
        />
        <Button
          size="small"
          isDisabled={disabled || index === count - 1}
          aria-label={t('stimulus.down', { title: item.title })}
          icon={<ArrowDown aria-hidden />}
          onPress={() => onMove(1)}
        />
        <Menu label={t('stimulus.more', { title: item.title })} icon={<MoreHorizontal aria-hidden />} iconOnly size="small" isDisabled={disabled}>
          <MenuItem icon={<FilePlus2 aria-hidden />} onAction={onVersion}>
            {t('stimulus.newVersion')}
          </MenuItem>
          <MenuItem icon={<Tags aria-hidden />} onAction={onLabels}>
            {t('stimulus.editLabels')}
          </MenuItem>
          <MenuItem icon={hidden ? <Eye aria-hidden /> : <EyeOff aria-hidden />} onAction={onHide}>
            {hidden ? t('stimulus.show') : t('stimulus.hide')}
          </MenuItem>
          <MenuItem icon={<Trash2 aria-hidden />} danger onAction={onTakeOff}>
            {t('stimulus.takeOff')}
          </MenuItem>
        </Menu>
      </div>
    </GridListItem>
  )
}
