import { useValue } from '@tldraw/tldraw'
import { UserRound } from 'lucide-react'
import { whoIs } from '../sync/whoIs.ts'
import { GroupMark } from '../ui/GroupMark.tsx'
import { useWords } from '../words/words.ts'
import styles from './CellPeople.module.css'
import { NOT_FOR_CANVAS } from './pointer.ts'
import { useAround } from './world.ts'

/** So many are shown one by one; of more a heading says how many. */
const MOST = 4

/** Who is in a cell, at its heading: a mark for each, by which one follows them, or a number where they are many or nobody's name is shown. */
export function CellPeople({ cell }: { cell: string | null }) {
  const t = useWords()
  const { company, world, onFollow } = useAround()
  const here = useValue('company', () => company.get().get(cell), [company, cell])
  const { view } = useValue('world', () => world.get(), [world])
  if (!here?.length) return null
  const isMany = here.length > MOST || view.settings.attribution === 'anonymous'
  return (
    <span className={styles.people} title={t('canvas.here', { count: here.length })}>
      {isMany ? (
        <span className={styles.number}>
          <UserRound aria-hidden="true" />
          {here.length}
        </span>
      ) : (
        here.map((presence) => {
          const { group, name = t('canvas.somebody') } = whoIs(view, presence)
          return (
            <button
              key={presence.client}
              type="button"
              className={styles.person}
              tabIndex={-1}
              aria-label={t('canvas.follow', { name })}
              title={t('canvas.follow', { name })}
              {...NOT_FOR_CANVAS}
              onClick={() => onFollow(presence.client)}
            >
              {group ? <GroupMark group={group} size="0.8em" /> : <UserRound aria-hidden="true" />}
            </button>
          )
        })
      )}
    </span>
  )
}
