/** What telling who is where costs all rooms of this process together. */
export interface Strain {
  /** So many milliseconds were spent. */
  spent(milliseconds: number): void
  /** Milliseconds that whereabouts wait before they are told, so that there is more to tell at once. */
  wait(): number
}

/** Milliseconds that the measuring looks back. */
const WINDOW = 1000
/** Milliseconds of waiting for each hundredth of the time, and the most there is. */
const EACH_PERCENT = 20
const MOST = 200

export function createStrain(now: () => number = () => performance.now()): Strain {
  let sum = 0
  let at = now()
  const fade = () => {
    const time = now()
    sum *= Math.exp((at - time) / WINDOW)
    at = time
  }
  return {
    spent(milliseconds) {
      fade()
      sum += milliseconds
    },
    wait() {
      fade()
      return Math.min(MOST, Math.floor(EACH_PERCENT * ((100 * sum) / WINDOW)))
    },
  }
}
