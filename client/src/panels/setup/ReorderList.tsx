import { ArrowDown, ArrowUp, GripVertical, Trash2 } from 'lucide-react'
import { type ReactNode, useRef, useState } from 'react'
import { useDrag, useDrop } from 'react-aria-components'
import { Button } from '../../ui/Button.tsx'
import { useWords } from '../../words/words.ts'
import styles from './ReorderList.module.css'

export interface ReorderListProps<Item extends { id: string }> {
  label: string
  items: readonly Item[]
  nameOf: (item: Item) => string
  onChange: (items: Item[]) => void
  /** Why an item cannot be removed; undefined if it can. */
  keptBecause: (item: Item) => string | undefined
  /** The last item may go too. */
  mayBeEmpty?: boolean
  children: (item: Item, index: number) => ReactNode
}

/** A list whose items are edited in place, moved by buttons or by dragging, and removed. */
export function ReorderList<Item extends { id: string }>({
  label,
  items,
  nameOf,
  onChange,
  keptBecause,
  mayBeEmpty = false,
  children,
}: ReorderListProps<Item>) {
  const t = useWords()
  const [said, setSaid] = useState('')

  function move(from: number, to: number) {
    const item = items[from]
    if (!item || to < 0 || to >= items.length || to === from) return
    const rest = items.toSpliced(from, 1)
    onChange(rest.toSpliced(to, 0, item))
    setSaid(t('setup.movedTo', { name: nameOf(item), place: to + 1, count: items.length }))
  }

  return (
    <>
      <ul className={styles.list} aria-label={label}>
        {items.map((item, index) => (
          <Row
            key={item.id}
            id={item.id}
            listName={label}
            index={index}
            count={items.length}
            name={nameOf(item) || t('setup.unnamed', { place: index + 1 })}
            kept={items.length === 1 && !mayBeEmpty ? t('setup.keepOne') : keptBecause(item)}
            onMove={(to) => move(index, to)}
            onDropped={(id) =>
              move(
                items.findIndex((other) => other.id === id),
                index,
              )
            }
            onRemove={() => {
              onChange(items.filter((other) => other.id !== item.id))
              setSaid(t('setup.removed', { name: nameOf(item) }))
            }}
          >
            {children(item, index)}
          </Row>
        ))}
      </ul>
      <p role="status" className="visually-hidden">
        {said}
      </p>
    </>
  )
}

interface RowProps {
  id: string
  listName: string
  index: number
  count: number
  name: string
  kept: string | undefined
  onMove: (to: number) => void
  onDropped: (id: string) => void
  onRemove: () => void
  children: ReactNode
}

function Row({ id, listName, index, count, name, kept, onMove, onDropped, onRemove, children }: RowProps) {
  const t = useWords()
  const row = useRef<HTMLLIElement>(null)
  // Items of one list must not land in another, so the type they carry names the list.
  const type = `stocktake/${listName}`
  const { dragProps, isDragging } = useDrag({ getItems: () => [{ [type]: id }] })
  const { dropProps, isDropTarget } = useDrop({
    ref: row,
    getDropOperation: (types) => (types.has(type) ? 'move' : 'cancel'),
    onDrop: async ({ items }) => {
      const [item] = items
      if (item?.kind === 'text') onDropped(await item.getText(type))
    },
  })
  // Moving by keyboard is what the arrow buttons are for; the handle is for hands and stays out of the way of others.
  const { role: _role, tabIndex: _tab, 'aria-describedby': _help, ...handle } = dragProps

  return (
    <li ref={row} {...(dropProps as object)} className={`${styles.row} ${isDragging ? styles.dragged : ''} ${isDropTarget ? styles.target : ''}`}>
      <span {...handle} className={styles.handle} aria-hidden="true">
        <GripVertical />
      </span>
      <div className={styles.content}>{children}</div>
      <div className={styles.tools}>
        <Button
          size="small"
          aria-label={t('setup.moveUp', { name })}
          isDisabled={index === 0}
          onPress={() => onMove(index - 1)}
          icon={<ArrowUp aria-hidden />}
        />
        <Button
          size="small"
          aria-label={t('setup.moveDown', { name })}
          isDisabled={index === count - 1}
          onPress={() => onMove(index + 1)}
          icon={<ArrowDown aria-hidden />}
        />
        <Button size="small" aria-label={t('setup.removeNamed', { name })} isDisabled={Boolean(kept)} onPress={onRemove} icon={<Trash2 aria-hidden />} />
      </div>
      {kept && <p className={styles.kept}>{kept}</p>}
    </li>
  )
}
