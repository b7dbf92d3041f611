/** What a table is that several formats share: what the columns are called, what stands in them, and how wide they want to be. */

export interface Column {
  label: string
  /** In characters. */
  width: number
}

export interface Table {
  columns: readonly Column[]
  rows: (string | number | null)[][]
}

export const column = (label: string, width: number): Column => ({ label, width })

/** The column in which a row says the notes that it came from. */
export const FROM_NOTES = column('from notes', 24)
