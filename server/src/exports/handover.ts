import type { ExportOut, ExportProgress, FileHead, MadeFile } from './source.ts'

/** Bytes that may wait for a slow taker: most files are made whole, and what made them is free for the next. */
const ROOM = 4 * 1024 * 1024

/** Between who makes a file and who takes it: a few pieces wait, so that none pile up. */
export interface Handover {
  out: ExportOut
  made: Promise<MadeFile>
  end(): void
  fail(error: Error): void
}

export function openHandover(onProgress?: (progress: ExportProgress) => void, room = ROOM): Handover {
  let begin: (file: MadeFile) => void = () => {}
  let refuse: (error: Error) => void = () => {}
  const made = new Promise<MadeFile>((resolve, reject) => {
    begin = resolve
    refuse = reject
  })
  let state: { over: false } | { over: true; error?: Error } = { over: false }
  const pieces: Uint8Array[] = []
  let bytes = 0
  /** The maker waits for room, or the taker for a piece. */
  let makeRoom = () => {}
  let wake = () => {}

  const finish = (error?: Error) => {
    if (state.over) return
    state = error ? { over: true, error } : { over: true }
    if (error) refuse(error)
    wake()
    makeRoom()
  }

  async function* take(): AsyncGenerator<Uint8Array> {
    for (;;) {
      if (state.over && state.error) throw state.error
      const piece = pieces.shift()
      if (piece) {
        yield piece
        bytes -= piece.length
        makeRoom()
      } else if (state.over) return
      else
        await new Promise<void>((resolve) => {
          wake = resolve
        })
    }
  }

  return {
    made,
    out: {
      progress: (progress) => onProgress?.(progress),
      head: (head: FileHead) => begin({ ...head, bytes: take() }),
      async chunk(piece) {
        pieces.push(piece)
        bytes += piece.length
        wake()
        while (bytes > room && !state.over)
          await new Promise<void>((resolve) => {
            makeRoom = resolve
          })
        if (state.over) throw new Error('nobody takes the file any more')
      },
    },
    end: () => finish(),
    fail: finish,
  }
}
