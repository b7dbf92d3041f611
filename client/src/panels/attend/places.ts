import { cellsOf, columnsOf } from '@stocktake/shared/matrix'
import type { Round } from '@stocktake/shared/session'
import type { SessionView } from '@stocktake/shared/view'
import type { Place } from '../../sync/showing.ts'
import { cellName } from '../../words/usual.ts'
import type { Words } from '../../words/words.ts'

/** A place in words, as in "shows everybody the row Practice". */
export function placeWords(view: SessionView, { kind, id }: Place, t: Words): string {
  if (kind === 'row') return t('attend.place.row', { name: view.matrix.dimensions.find((row) => row.id === id)?.label ?? id })
  if (kind === 'column') return t('attend.place.column', { name: view.matrix.intelligenceTypes.find((type) => type.id === id)?.label ?? id })
  if (kind === 'cell') return cellName(view.matrix, id)
  if (kind === 'parking') return t('attend.place.parking')
  if (kind === 'note') return t('attend.place.note')
  return t('attend.place.stimulus', { title: view.stimulus.find((item) => item.id === id)?.title ?? '' })
}

/** Everything of a round that can be shown from a list; notes are shown where they stand. */
export function placesOf(view: SessionView, round: Round, t: Words): { place: Place; label: string }[] {
  const columns = columnsOf(view.matrix, round.columns)
  const places: Place[] = [
    ...cellsOf(view.matrix, round.columns).map((id): Place => ({ kind: 'cell', id })),
    ...view.matrix.dimensions.map(({ id }): Place => ({ kind: 'row', id })),
    ...columns.map(({ id }): Place => ({ kind: 'column', id })),
    { kind: 'parking', id: '' },
    ...round.shelf.filter(({ hidden }) => !hidden).map(({ id }): Place => ({ kind: 'stimulus', id })),
  ]
  return places.map((place) => ({ place, label: upper(placeWords(view, place, t)) }))
}

const upper = (words: string) => words.slice(0, 1).toUpperCase() + words.slice(1)
