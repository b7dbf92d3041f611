import { LEAST_NAMED, NAMES_INSIDE, type ThemeFrame } from '@stocktake/shared/board/themeFrames'
import { type Editor, useQuickReactor, useValue } from '@tldraw/tldraw'
import { useRef } from 'react'
import { askGathering, mayGather, themeName } from '../sync/gathering.ts'
import { useWords } from '../words/words.ts'
import styles from './ThemeNames.module.css'
import { useThemeFrames } from './useThemeFrames.ts'
import type { CanvasContext } from './world.ts'

interface NamesProps {
  editor: Editor
  around: CanvasContext
}

/** The names of themes at their frames, at the size of the screen. A press on one selects its notes, two presses rename it. */
export function ThemeNames({ editor, around }: NamesProps) {
  const frames = useThemeFrames(around)
  return frames.length > 0 && <Layer editor={editor} around={around} frames={frames} />
}

function Layer({ editor, around, frames }: NamesProps & { frames: readonly ThemeFrame[] }) {
  const t = useWords()
  const layer = useRef<HTMLDivElement>(null)
  const themes = useValue('themes', () => around.scene.themes.get(), [around])
  const world = useValue('world', () => around.world.get(), [around])
  useQuickReactor('the names of themes go along', () => {
    const { x, y, z } = editor.getCamera()
    layer.current?.style.setProperty('transform', `scale(${z}) translate(${x}px, ${y}px)`)
    layer.current?.style.setProperty('--zoom', String(z))
    layer.current?.toggleAttribute('data-far', z < NAMES_INSIDE)
    // The first letter of a name on a note as large as a thumbnail says nothing and hides the note.
    for (const name of layer.current?.children ?? [])
      name.toggleAttribute('data-small', Number.parseFloat((name as HTMLElement).style.maxWidth) * z < LEAST_NAMED)
  }, [editor, frames])
  return (
    <div className={styles.names}>
      <div ref={layer} className={styles.layer}>
        {frames.map((frame) => {
          const theme = themes.get(frame.theme)
          if (!theme) return null
          const name = themeName(theme, t)
          return (
            <button
              key={`${frame.theme} ${frame.notes[0]}`}
              type="button"
              className={styles.name}
              style={{ left: frame.x, top: frame.y, maxWidth: frame.w }}
              data-unnamed={theme.label ? undefined : ''}
              data-theme-name={theme.id}
              title={name}
              aria-label={name}
              tabIndex={-1}
              onClick={() => around.onSelect([...around.scene.notes()].flatMap((note) => (note.theme === theme.id ? note.id : [])))}
              onDoubleClick={() => mayGather(world, [], theme) && askGathering({ what: 'name', theme: theme.id })}
            >
              {theme.label || t('themes.unnamedShort')}
            </button>
          )
        })}
      </div>
    </div>
  )
}
