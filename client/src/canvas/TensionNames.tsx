import type { Contradiction } from '@stocktake/shared/board/schema'
import { isOpenTension, tensionStatus } from '@stocktake/shared/standing'
import { type Editor, useQuickReactor } from '@tldraw/tldraw'
import { Zap } from 'lucide-react'
import { useRef } from 'react'
import { ask } from '../sync/asks.ts'
import { tensionName } from '../sync/tensionName.ts'
import { useWords } from '../words/words.ts'
import { useDrawnTensions } from './TensionLines.tsx'
import styles from './TensionNames.module.css'
import { useTensionDrawing } from './useTensionDrawing.ts'
import type { CanvasContext } from './world.ts'

interface NamesProps {
  editor: Editor
  around: CanvasContext
}

/** Below this zoom the names would cover what they are about; a mark stands for each. */
const MARKS_ALONE = 0.22

/** The names of tensions, over the notes and at the size of the screen. A press on one shows it in its panel. */
export function TensionNames({ editor, around }: NamesProps) {
  const drawn = useDrawnTensions(around)
  return drawn.length > 0 && <Layer editor={editor} around={around} drawn={drawn} />
}

function Layer({ editor, around, drawn }: NamesProps & { drawn: ReturnType<typeof useDrawnTensions> }) {
  const layer = useRef<HTMLDivElement>(null)
  useQuickReactor('the names go along', () => {
    const { x, y, z } = editor.getCamera()
    layer.current?.style.setProperty('transform', `scale(${z}) translate(${x}px, ${y}px)`)
    layer.current?.style.setProperty('--zoom', String(z))
    layer.current?.toggleAttribute('data-far', z < MARKS_ALONE)
  }, [editor])
  return (
    <div className={styles.frame}>
      <div ref={layer} className={styles.layer}>
        {drawn.map(({ tension, notes }) => (
          <Name key={tension.id} editor={editor} around={around} tension={tension} notes={notes} />
        ))}
      </div>
    </div>
  )
}

function Name({ editor, around, tension, notes }: NamesProps & { tension: Contradiction; notes: readonly string[] }) {
  const t = useWords()
  const drawn = useTensionDrawing(editor, around, notes)
  if (!drawn) return null
  const title = tensionName(tension, t)
  const isOpen = isOpenTension(tension)
  const words = isOpen ? t('tensions.line', { title }) : t('tensions.lineOf', { title, status: t(`tensions.statuses.${tensionStatus(tension)}`) })
  return (
    <button
      type="button"
      className={styles.name}
      style={{ left: drawn.name.x, top: drawn.name.y }}
      data-anchor={drawn.anchor}
      data-settled={isOpen ? undefined : ''}
      title={words}
      aria-label={words}
      tabIndex={-1}
      onClick={() => ask({ what: 'show-tension', tension: tension.id })}
    >
      <Zap aria-hidden="true" />
      <span className={styles.words}>{isOpen ? title : `${title} (${t(`tensions.statuses.${tensionStatus(tension)}`)})`}</span>
    </button>
  )
}
