import type { Portable } from '@stocktake/shared/portableSchema'

/** A whole stocktake, indented so that a person can read it too. */
export const jsonOf = (stocktake: Portable): Buffer => Buffer.from(`${JSON.stringify(stocktake, null, 1)}\n`)
