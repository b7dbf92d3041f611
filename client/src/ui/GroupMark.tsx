import type { Group, Shape } from '@stocktake/shared/session'
import type { CSSProperties } from 'react'
import styles from './GroupMark.module.css'

export const POINTS: Record<Exclude<Shape, 'circle'>, string> = {
  square: '3,3 21,3 21,21 3,21',
  triangle: '12,2 22.5,21 1.5,21',
  diamond: '12,1 23,12 12,23 1,12',
  pentagon: '12,1.5 22.9,9.4 18.7,22 5.3,22 1.1,9.4',
  hexagon: '6.2,2 17.8,2 23.5,12 17.8,22 6.2,22 0.5,12',
  star: '12,0.5 15.2,8.2 23.5,8.8 17.2,14.2 19.2,22.3 12,17.9 4.8,22.3 6.8,14.2 0.5,8.8 8.8,8.2',
  cross: '8,1.5 16,1.5 16,8 22.5,8 22.5,16 16,16 16,22.5 8,22.5 8,16 1.5,16 1.5,8 8,8',
}

export interface GroupMarkProps {
  /** Null for people without a group: the team. */
  group: Pick<Group, 'colour' | 'shape' | 'short' | 'label'> | null | undefined
  /** In pixels, or any CSS length. */
  size?: number | string
  /** Adds the short label; without it the mark is decoration and the label must stand near it. */
  withLabel?: boolean
}

/** A group's shape in its colour; the two never stand without the label somewhere beside them. */
export function GroupMark({ group, size = 16, withLabel = false }: GroupMarkProps) {
  if (!group) return null
  const mark = (
    <svg className={styles.mark} viewBox="0 0 24 24" width={size} height={size} aria-hidden="true" style={{ '--group': group.colour } as CSSProperties}>
      {group.shape === 'circle' ? <circle cx="12" cy="12" r="10.5" /> : <polygon points={POINTS[group.shape]} />}
    </svg>
  )
  if (!withLabel) return mark
  return (
    <span className={styles.labelled}>
      {mark}
      <span>{group.short}</span>
    </span>
  )
}
