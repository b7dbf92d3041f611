export interface NetworkListener {
  /** The browser says that its network went or came. */
  changed(): void
  /** Somebody looks at the page again, maybe after a night in a bag. */
  seen(): void
}

/** Listens to what the browser knows of its network; outside a browser there is nothing to hear. */
export function watchNetwork({ changed, seen }: NetworkListener): () => void {
  if (typeof window === 'undefined') return () => undefined
  const looked = () => {
    if (!document.hidden) seen()
  }
  window.addEventListener('offline', changed)
  window.addEventListener('online', changed)
  document.addEventListener('visibilitychange', looked)
  return () => {
    window.removeEventListener('offline', changed)
    window.removeEventListener('online', changed)
    document.removeEventListener('visibilitychange', looked)
  }
}
