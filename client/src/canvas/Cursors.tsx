import type { Editor } from '@tldraw/tldraw'
import { type CSSProperties, memo, useRef } from 'react'
import { useStore } from 'zustand'
import type { BoardConnection, Presence } from '../sync/connection.ts'
import { GroupMark } from '../ui/GroupMark.tsx'
import { useWords } from '../words/words.ts'
import styles from './Cursors.module.css'
import { pixels, useAlong } from './useAlong.ts'
import type { World } from './world.ts'

/** The others' pointers, with who they are as far as this stocktake shows it. */
export function Cursors({ editor, connection, world }: { editor: Editor; connection: BoardConnection; world: World }) {
  const presences = useStore(connection.presences)
  const layer = useRef<HTMLDivElement>(null)
  const style = useAlong(
    editor,
    layer,
    () => {
      const { x, y, z } = editor.getCamera()
      return { transform: `translate(${pixels(x * z)}, ${pixels(y * z)})` }
    },
    [],
  )
  return (
    <div className={styles.cursors} aria-hidden="true">
      <div ref={layer} className={styles.layer} style={style}>
        {presences.map((presence) =>
          // Over words that are being written it would be in the way, and the note says whose they are.
          presence.cursor && !presence.editing ? (
            <Cursor key={presence.client} editor={editor} presence={presence} world={world} x={presence.cursor.x} y={presence.cursor.y} />
          ) : null,
        )}
      </div>
    </div>
  )
}

interface CursorProps {
  editor: Editor
  presence: Presence
  world: World
  x: number
  y: number
}

const Cursor = memo(function Cursor({ editor, presence, world, x, y }: CursorProps) {
  const t = useWords()
  const element = useRef<HTMLDivElement>(null)
  const place = useAlong(editor, element, () => ({ transform: `translate(${pixels(x * editor.getZoomLevel())}, ${pixels(y * editor.getZoomLevel())})` }), [
    x,
    y,
  ])
  const anonymous = world.view.settings.attribution === 'anonymous'
  const group = anonymous ? undefined : world.view.groups.find((one) => one.id === presence.group)
  const style = { ...place, ...(group ? { '--group': group.colour } : {}) } as CSSProperties
  return (
    <div ref={element} className={styles.cursor} style={style}>
      <svg aria-hidden="true" viewBox="0 0 20 20" width="20" height="20" className={styles.arrow}>
        <path d="M2 2 L17 8.5 L10 10.5 L7.5 17.5 Z" />
      </svg>
      {!anonymous && (
        <span className={styles.who}>
          <GroupMark group={group} size={12} />
          {presence.name ?? group?.short ?? t('canvas.team')}
        </span>
      )}
    </div>
  )
})

/** How a person is called beside their mark. */
export const whoIs = (presence: Presence, world: World, team: string) =>
  world.view.settings.attribution === 'anonymous' ? undefined : (presence.name ?? world.view.groups.find((group) => group.id === presence.group)?.short ?? team)
