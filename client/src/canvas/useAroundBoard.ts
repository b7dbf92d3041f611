import type { Grid } from '@stocktake/shared/board/layout'
import { columnsOf } from '@stocktake/shared/matrix'
import { type Atom, atom } from '@tldraw/tldraw'
import { useEffect, useMemo, useState } from 'react'
import type { BoardConnection, Presence } from '../sync/connection.ts'
import { words } from '../words/words.ts'
import { whoIs } from './Cursors.tsx'
import { type Company, companyOf, sameCompany } from './company.ts'
import { createTextMeasure } from './measure.ts'
import styles from './Sticky.module.css'
import { createScene } from './scene.ts'
import { createShown } from './shown.ts'
import type { CanvasContext, Marks, World } from './world.ts'

const gridOf = ({ view, round }: World): Grid => ({
  rows: view.matrix.dimensions.map(({ id }) => id),
  columns: columnsOf(view.matrix, round.columns).map(({ id }) => id),
})

/** A board and what is around it, in the form the parts inside the editor watch. Lives as long as the connection. */
export function useAroundBoard(connection: BoardConnection, now: World, on: Pick<CanvasContext, 'onShowLineage' | 'onZoomTo' | 'onFollow' | 'onSelect'>) {
  const [measure] = useState(() => createTextMeasure(styles.measure ?? ''))
  const [world] = useState(() => atom<World>('world', now))
  // biome-ignore lint/correctness/useExhaustiveDependencies: the scene begins with the grid of its first moment and is told of others below
  const scene = useMemo(() => createScene(connection.board, measure, gridOf(now)), [connection, measure])
  const around = useMemo<CanvasContext>(
    () => ({
      connection,
      scene,
      world,
      mine: atom('mine', connection.mine.getState()),
      targets: atom<ReadonlySet<string | null>>('targets', new Set()),
      marks: atom<ReadonlyMap<string, Marks>>('marks', new Map()),
      company: atom<Company>('company', new Map()),
      shown: createShown(),
      ...on,
    }),
    [connection, scene, world, on],
  )

  useEffect(() => () => measure.close(), [measure])
  useEffect(() => {
    world.set(now)
    scene.setGrid(gridOf(now))
  }, [world, scene, now])
  useEffect(() => connection.mine.subscribe((mine) => around.mine.set(mine)), [connection, around])
  useEffect(() => {
    const show = (presences: readonly Presence[]) => {
      setMarks(around.marks, presences, world.get())
      const company = companyOf(presences, scene)
      if (!sameCompany(company, around.company.get())) around.company.set(company)
    }
    show(connection.presences.getState())
    return connection.presences.subscribe(show)
  }, [connection, around, world, scene])

  return { around, measure }
}

/** Told only when somebody begins or ends something: pointers move far more often. */
function setMarks(marks: Atom<ReadonlyMap<string, Marks>>, presences: readonly Presence[], world: World) {
  const next = marksOf(presences, world)
  const same = next.size === marks.get().size && [...next].every(([id, mark]) => JSON.stringify(mark) === JSON.stringify(marks.get().get(id)))
  if (!same) marks.set(next)
}

function marksOf(presences: readonly Presence[], world: World): Map<string, Marks> {
  const found = new Map<string, { typing: string[]; selectedBy: string | undefined }>()
  const at = (id: string) => {
    const mark = found.get(id) ?? { typing: [], selectedBy: undefined }
    found.set(id, mark)
    return mark
  }
  for (const presence of presences) {
    const group = world.view.groups.find((one) => one.id === presence.group)
    for (const id of presence.selection ?? []) at(id).selectedBy = group?.colour ?? '#0b5f62'
    if (presence.editing) at(presence.editing).typing.push(whoIs(presence, world, words('canvas.team')) ?? words('canvas.somebody'))
  }
  return found
}
