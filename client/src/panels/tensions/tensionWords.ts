import type { Contradiction } from '@stocktake/shared/board/schema'
import type { Group } from '@stocktake/shared/session'
import { tensionStatus } from '@stocktake/shared/standing'
import type { Words } from '../../words/words.ts'

export const MANIFESTATIONS = ['dilemma', 'conflict', 'critical_conflict', 'double_bind'] as const
export const LEVELS = ['primary', 'secondary', 'tertiary', 'quaternary'] as const
/** The parts of an activity, as activity theory names them. */
export const NODES = ['subject', 'instruments', 'object', 'rules', 'community', 'division_of_labour'] as const

export const statusWords = (tension: Pick<Contradiction, 'status'>, t: Words): string => t(`tensions.statuses.${tensionStatus(tension)}`)

/** What a file says that is none of ours is shown as it stands there. */
export function manifestationWords(manifestation: string, t: Words): string {
  const known = MANIFESTATIONS.find((one) => one === manifestation)
  return known ? t(`tensions.manifestationShort.${known}`) : manifestation
}

export function levelWords(level: string, t: Words): string {
  const known = LEVELS.find((one) => one === level)
  return known ? t(`tensions.levelShort.${known}`) : level
}

export function nodeWords(nodes: readonly string[], t: Words): string {
  const say = (node: string) => {
    const known = NODES.find((one) => one === node)
    return known ? t(`tensions.nodeNames.${known}`) : node
  }
  return nodes.map(say).join(', ')
}

export const groupWords = (groups: readonly Pick<Group, 'id' | 'label'>[], ids: readonly string[]): string =>
  ids.map((id) => groups.find((group) => group.id === id)?.label ?? id).join(', ')
