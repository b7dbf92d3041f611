/**
 * What this device remembers, in localStorage. Storage may be full, blocked or hold a stranger's value, so reading
 * never fails and writing says whether it worked.
 */
export function remember(key: string, value: unknown): boolean {
  try {
    if (value === undefined) localStorage.removeItem(key)
    else localStorage.setItem(key, JSON.stringify(value))
    return true
  } catch {
    return false
  }
}

export function recall(key: string): unknown {
  try {
    const text = localStorage.getItem(key)
    return text === null ? undefined : JSON.parse(text)
  } catch {
    return undefined
  }
}

export const recallStrings = (key: string): string[] => {
  const value = recall(key)
  return Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string') : []
}

/** Names of what is kept for one person in one stocktake. */
export const personKey = (what: string, stocktakeId: string, memberId: string) => `stocktake/${what}/${stocktakeId}/${memberId}`
export const boardKey = (what: string, stocktakeId: string, memberId: string, round: number) => `${personKey(what, stocktakeId, memberId)}/${round}`
