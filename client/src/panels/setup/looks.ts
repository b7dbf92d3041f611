import type { Shape } from '@stocktake/shared/session'

/** The eight colours of groups by name; the values are those of `GROUP_LOOKS`, which a test holds them to. */
export const COLOURS = [
  { name: 'orange', value: '#B35900' },
  { name: 'teal', value: '#00695C' },
  { name: 'blue', value: '#1A56A8' },
  { name: 'purple', value: '#7A3E9D' },
  { name: 'magenta', value: '#A3195B' },
  { name: 'brown', value: '#5D4037' },
  { name: 'slate', value: '#37474F' },
  { name: 'olive', value: '#4B6B00' },
] as const

export const SHAPES: readonly Shape[] = ['circle', 'square', 'triangle', 'diamond', 'pentagon', 'hexagon', 'star', 'cross']
