import type { StoredFileInfo } from '../plan.ts'
import type { Basis, StimulusRow } from './model.ts'

/** What was on a round's shelf, in its order. What is hidden has not been shown to anybody and is not told. */
export function stimulusRows({ stimulus, round }: Basis, files: readonly StoredFileInfo[]): StimulusRow[] {
  return round.shelf.flatMap((shelf) => {
    const item = stimulus.find((candidate) => candidate.id === shelf.id)
    const version = item?.versions.find((candidate) => candidate.version === shelf.version)
    if (!item || !version || shelf.hidden) return []
    return {
      id: item.id,
      title: item.title,
      kind: item.kindLabel || item.kind,
      version: version.version,
      round: round.number,
      text: version.text,
      at: version.url ?? files.find((file) => file.id === version.file)?.name ?? '',
      changeNote: version.changeNote,
      fromNotes: version.fromNotes,
      sensitivity: item.sensitivity,
    }
  })
}
