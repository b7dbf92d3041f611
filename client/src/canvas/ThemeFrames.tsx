import styles from './ThemeFrames.module.css'
import { useThemeFrames } from './useThemeFrames.ts'
import { useAround } from './world.ts'

/** The frames around notes of a theme, beneath them. */
export function ThemeFrames() {
  const frames = useThemeFrames(useAround())
  return frames.map(({ theme, notes, x, y, w, h }) => (
    <div key={`${theme} ${notes[0]}`} className={styles.frame} style={{ left: x, top: y, width: w, height: h }} data-theme-frame={theme} aria-hidden="true" />
  ))
}
