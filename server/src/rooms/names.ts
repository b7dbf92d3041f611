import { draftDocument, readDocument, roundDocument } from '@stocktake/shared/wire'

/** One board: that of a round, or what one member writes alone for it. */
export interface Which {
  stocktakeId: string
  round: number
  draftOf?: string | undefined
}

/** What a board is called in the store. */
export const roomName = (stocktakeId: string, round: number, draftOf?: string) =>
  draftOf === undefined ? `${stocktakeId}/${roundDocument(round)}` : `${draftsName(stocktakeId, round)}${draftOf}`

/** What the names of all drafts of a round begin with. */
export const draftsName = (stocktakeId: string, round: number) => `${stocktakeId}/${draftDocument(round)}/`

/** The draft that a room's name means; undefined for any other. */
export function readDraftName(name: string): Required<Which> | undefined {
  const [stocktakeId, document, draftOf] = name.split('/')
  const read = readDocument(document ?? '')
  return stocktakeId && draftOf && read?.kind === 'draft' ? { stocktakeId, round: read.round, draftOf } : undefined
}
