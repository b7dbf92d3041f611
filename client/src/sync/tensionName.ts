import type { Contradiction } from '@stocktake/shared/board/schema'
import type { Words } from '../words/words.ts'

/** What a tension is called: its name, else its poles. */
export function tensionName({ title, poleA, poleB }: Pick<Contradiction, 'title' | 'poleA' | 'poleB'>, t: Words): string {
  if (title) return title
  if (!poleA && !poleB) return t('tensions.untitled')
  return t('tensions.between', { a: poleA || t('tensions.poleUnknown'), b: poleB || t('tensions.poleUnknown') })
}
