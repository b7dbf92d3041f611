/** What one import may bring. All of it is one change of the board, which has to fit into one message. */
export const IMPORT_LIMITS = {
  /** Bytes of a file. */
  file: 2 * 1024 * 1024,
  /** Notes that are added at once. */
  notes: 1000,
  /** Characters of all of them together. */
  characters: 200_000,
  /** So many rows from the top are looked at for headings. */
  headings: 10,
} as const
