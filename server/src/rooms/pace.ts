/** How often something may run: so that it takes at most `share` of the time, and `least` to `most` milliseconds apart. */
export interface PaceLimits {
  share: number
  least: number
  most: number
}

/** Runs an effect again and again at a pace that follows what it costs. */
export interface Pace {
  /** There is something to do: at once if enough time has passed and `atOnce` is asked for, else a little later. */
  due(atOnce: boolean): void
  close(): void
}

/**
 * A room of ten is served at once; in a room of hundreds what comes within a few milliseconds goes out together, since
 * writing to each socket is what costs.
 */
export function createPace(effect: () => void, { share, least, most }: PaceLimits): Pace {
  let timer: NodeJS.Timeout | undefined
  let ended = Number.NEGATIVE_INFINITY
  let gap = least

  const run = () => {
    timer = undefined
    const began = performance.now()
    effect()
    ended = performance.now()
    gap = Math.max(least, Math.min(most, (ended - began) / share))
  }
  return {
    due(atOnce) {
      if (timer) return
      const wait = ended + gap - performance.now()
      if (wait <= 0 && atOnce) run()
      else timer = setTimeout(run, Math.max(0, wait))
    },
    close() {
      clearTimeout(timer)
      timer = undefined
    },
  }
}
