const key = (stocktakeId: string) => `return-code:${stocktakeId}`

/**
 * A return code is shown once and kept by its owner, not by this browser: the tab's own storage holds it only until it
 * was put away, so that a reload right after joining does not lose it. Storage may be forbidden; then it is not kept.
 */
export function keepReturnCode(stocktakeId: string, code: string) {
  try {
    sessionStorage.setItem(key(stocktakeId), code)
  } catch {
    // Private windows of some browsers refuse; the person can still ask a facilitator, or join again.
  }
}

export function keptReturnCode(stocktakeId: string): string | null {
  try {
    return sessionStorage.getItem(key(stocktakeId))
  } catch {
    return null
  }
}

export function forgetReturnCode(stocktakeId: string) {
  try {
    sessionStorage.removeItem(key(stocktakeId))
  } catch {
    // Nothing was kept either.
  }
}

/** As it is read aloud and written down: `ACD EFG HJK MNP`. */
export const inThrees = (code: string) => code.replace(/(.{3})(?=.)/g, '$1 ')
