import { ArrowDown, ArrowUp, Trash2 } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { Button } from '../../ui/Button.tsx'
import { useWords } from '../../words/words.ts'
import styles from './ReorderList.module.css'

export interface ReorderToolsProps {
  name: string
  index: number
  count: number
  isKept: boolean
  onMove: (to: number) => void
  onRemove: () => void
}

/** What can be done with an item of a list by a press: up, down, away. */
export function ReorderTools({ name, index, count, isKept, onMove, onRemove }: ReorderToolsProps) {
  const t = useWords()
  const tools = useRef<HTMLDivElement>(null)
  const pressed = useRef<'up' | 'down' | null>(null)

  // A moved item is taken out of the page and put back, and its arrow may have reached an end: either loses the focus.
  useEffect(() => {
    const way = pressed.current
    pressed.current = null
    if (!way) return
    const [up, down] = tools.current?.querySelectorAll('button') ?? []
    const canGoOn = way === 'up' ? index > 0 : index < count - 1
    ;((way === 'up') === canGoOn ? up : down)?.focus()
  }, [index, count])

  function go(way: 'up' | 'down') {
    pressed.current = way
    onMove(way === 'up' ? index - 1 : index + 1)
  }

  return (
    <div ref={tools} className={styles.tools}>
      <Button size="small" aria-label={t('setup.moveUp', { name })} isDisabled={index === 0} onPress={() => go('up')} icon={<ArrowUp aria-hidden />} />
      <Button
        size="small"
        aria-label={t('setup.moveDown', { name })}
        isDisabled={index === count - 1}
        onPress={() => go('down')}
        icon={<ArrowDown aria-hidden />}
      />
      <Button size="small" aria-label={t('setup.removeNamed', { name })} isDisabled={isKept} onPress={onRemove} icon={<Trash2 aria-hidden />} />
    </div>
  )
}
