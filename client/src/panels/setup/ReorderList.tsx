import { GripVertical } from 'lucide-react'
import { type DragEvent, type ReactNode, useEffect, useRef, useState } from 'react'
import { useWords } from '../../words/words.ts'
import styles from './ReorderList.module.css'
import { ReorderTools } from './ReorderTools.tsx'

export interface ReorderListProps<Item extends { id: string }> {
  label: string
  items: readonly Item[]
  nameOf: (item: Item) => string
  onChange: (items: Item[]) => void
  /** Why an item cannot be removed; undefined if it can. */
  keptBecause: (item: Item) => string | undefined
  /** Where an item is one field alone, its buttons stand beside it on a phone too. */
  isFlat?: boolean
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
  isFlat = false,
  mayBeEmpty = false,
  children,
}: ReorderListProps<Item>) {
  const t = useWords()
  const list = useRef<HTMLUListElement>(null)
  const removedAt = useRef<number | null>(null)
  const [said, setSaid] = useState('')
  // What is dragged is known to its own list alone, so nothing can be dropped into another one.
  const [dragged, setDragged] = useState<string | null>(null)
  const [target, setTarget] = useState<string | null>(null)

  // The pressed button went with its item; who works by keyboard goes on at the one that took its place.
  // biome-ignore lint/correctness/useExhaustiveDependencies: a shorter list is the reason to look
  useEffect(() => {
    const row = removedAt.current !== null && (list.current?.children[removedAt.current] ?? list.current?.lastElementChild)
    removedAt.current = null
    if (row) [...row.querySelectorAll<HTMLElement>('button:enabled')].at(-1)?.focus()
  }, [items.length])

  function move(from: number, to: number) {
    const item = items[from]
    if (!item || to < 0 || to >= items.length || to === from) return
    const rest = items.toSpliced(from, 1)
    onChange(rest.toSpliced(to, 0, item))
    setSaid(t('setup.movedTo', { name: nameOf(item), place: to + 1, count: items.length }))
  }

  function remove(item: Item, index: number) {
    removedAt.current = index
    onChange(items.filter((other) => other.id !== item.id))
    setSaid(t('setup.removed', { name: nameOf(item) }))
  }

  function drop(event: DragEvent, index: number) {
    event.preventDefault()
    move(
      items.findIndex((other) => other.id === dragged),
      index,
    )
    setTarget(null)
  }

  return (
    <>
      <ul ref={list} className={`${styles.list} ${isFlat ? styles.flat : ''}`} aria-label={label}>
        {items.map((item, index) => {
          const kept = items.length === 1 && !mayBeEmpty ? t('setup.keepOne') : keptBecause(item)
          return (
            <li
              key={item.id}
              className={`${styles.row} ${dragged === item.id ? styles.dragged : ''} ${target === item.id ? styles.target : ''}`}
              onDragOver={(event) => {
                if (dragged === null) return
                event.preventDefault()
                event.dataTransfer.dropEffect = 'move'
                setTarget(dragged === item.id ? null : item.id)
              }}
              onDrop={(event) => drop(event, index)}
            >
              <Handle
                onStart={() => setDragged(item.id)}
                onEnd={() => {
                  setDragged(null)
                  setTarget(null)
                }}
              />
              <div className={styles.content}>{children(item, index)}</div>
              <ReorderTools
                name={nameOf(item) || t('setup.unnamed', { place: index + 1 })}
                index={index}
                count={items.length}
                isKept={Boolean(kept)}
                onMove={(to) => move(index, to)}
                onRemove={() => remove(item, index)}
              />
              {kept && <p className={styles.kept}>{kept}</p>}
            </li>
          )
        })}
      </ul>
      <p role="status" className="visually-hidden">
        {said}
      </p>
    </>
  )
}

/** For hands alone: who works by keyboard or screen reader has the arrow buttons. */
function Handle({ onStart, onEnd }: { onStart: () => void; onEnd: () => void }) {
  return (
    <span
      className={styles.handle}
      aria-hidden="true"
      draggable
      onDragStart={(event) => {
        event.dataTransfer.effectAllowed = 'move'
        event.dataTransfer.setData('application/x-stocktake-row', '')
        const row = event.currentTarget.closest('li')
        if (row) event.dataTransfer.setDragImage(row, 12, 24)
        onStart()
      }}
      onDragEnd={onEnd}
    >
      <GripVertical />
    </span>
  )
}
