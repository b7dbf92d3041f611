import type { Note } from '@stocktake/shared/board/schema'
import { type Member, type ThemeFrame, themeFrames } from '@stocktake/shared/board/themeFrames'
import { useValue } from '@tldraw/tldraw'
import type { Scene } from './scene.ts'
import type { CanvasContext } from './world.ts'

/** The notes of themes where they stand. */
export function membersIn(scene: Pick<Scene, 'notes' | 'boxes' | 'themes'>): Member[] {
  const themes = scene.themes.get()
  if (!themes.size) return []
  const boxes = scene.boxes()
  const found: Member[] = []
  for (const { id, theme } of scene.notes() as Iterable<Note>) {
    const box = theme !== undefined && themes.has(theme) ? boxes.get(id) : undefined
    if (theme !== undefined && box) found.push({ id, theme, cell: box.cell, box })
  }
  return found
}

/** The frames of themes as the board stands. */
export function useThemeFrames({ scene }: CanvasContext): ThemeFrame[] {
  // A text, so that nothing is drawn anew while somebody types elsewhere.
  const frames = useValue('theme frames', () => {
    scene.version.get()
    return JSON.stringify(themeFrames(membersIn(scene)))
  }, [scene])
  return JSON.parse(frames) as ThemeFrame[]
}
