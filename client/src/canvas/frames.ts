/** Runs a job at most once per animation frame, however often it is asked for. */
export interface Frames {
  ask(): void
  /** Runs the job now if it was asked for: before the page may be gone. */
  flush(): void
  close(): void
}

export function createFrames(job: () => void): Frames {
  let asked: number | undefined
  const run = () => {
    asked = undefined
    job()
  }
  const flush = () => {
    if (asked === undefined) return
    cancelAnimationFrame(asked)
    run()
  }
  // Frames stand still while the page is hidden; what was just done must not wait for it to come back.
  const whenHidden = () => document.visibilityState === 'hidden' && flush()
  document.addEventListener('visibilitychange', whenHidden)
  return {
    ask() {
      asked ??= requestAnimationFrame(run)
    },
    flush,
    close() {
      document.removeEventListener('visibilitychange', whenHidden)
      flush()
    },
  }
}
