import { createBrowserHistory, type HistoryLocation } from '@tanstack/history'
import { createContext, type ReactNode, startTransition, useCallback, useContext, useEffect, useMemo, useState } from 'react'

/**
 * The address of the page: what screens read from it, and how they change it. The history is a library's; what is built
 * on it here is as much of a router as a dozen screens need, at a tenth of the bytes that a phone would load for a whole one.
 */
const history = createBrowserHistory()

const LocationContext = createContext<HistoryLocation>(history.location)
const ParamsContext = createContext<Readonly<Record<string, string>>>({})

/** Around everything. The old screen stays in sight until the code of the next one has come. */
export function AddressProvider({ children }: { children: ReactNode }) {
  const [location, setLocation] = useState(history.location)
  useEffect(() => {
    const follow = () => startTransition(() => setLocation(history.location))
    follow()
    return history.subscribe(follow)
  }, [])
  return <LocationContext value={location}>{children}</LocationContext>
}

/** Around a screen: the parts of its path that have a name. */
export const ParamsProvider = ParamsContext

/** Where the page is: `pathname`, `search` with its question mark and `hash` with its sign, both empty if there is none. */
export const useLocation = (): HistoryLocation => useContext(LocationContext)

/** The named parts of the path, as `id` in `/s/:id`. */
export const useParams = (): Readonly<Record<string, string>> => useContext(ParamsContext)

/** Goes to an address of our own, also a relative one. `replace` leaves no step to go back to. */
export function navigate(to: string, { replace = false }: { replace?: boolean } = {}): void {
  const { pathname, search, hash } = new URL(to, location.href)
  const path = `${pathname}${search}${hash}`
  if (replace) history.replace(path)
  else history.push(path)
}

type SetSearchParams = (next: Record<string, string> | ((before: URLSearchParams) => URLSearchParams), options?: { replace?: boolean }) => void

/** What stands behind the question mark, and a way to change it. */
export function useSearchParams(): [URLSearchParams, SetSearchParams] {
  const { search } = useLocation()
  const params = useMemo(() => new URLSearchParams(search), [search])
  const set = useCallback<SetSearchParams>((next, options) => {
    const { pathname, search, hash } = history.location
    const after = typeof next === 'function' ? next(new URLSearchParams(search)) : new URLSearchParams(next)
    const query = after.toString()
    navigate(`${pathname}${query && `?${query}`}${hash}`, options)
  }, [])
  return [params, set]
}

/** Goes elsewhere as soon as it is shown. */
export function Redirect({ to }: { to: string }) {
  useEffect(() => navigate(to, { replace: true }), [to])
  return null
}

export interface Leaving {
  /** Goes where the person wanted. */
  leave: () => void
  stay: () => void
}

/**
 * Stops a person on their way to another screen while `isUnsaved`; the browser itself asks when they leave the site.
 * Returns what to do with one who was stopped, null if nobody was.
 */
export function useLeaveGuard(isUnsaved: boolean): Leaving | null {
  const [leaving, setLeaving] = useState<Leaving | null>(null)
  useEffect(() => {
    if (!isUnsaved) return
    return history.block({
      enableBeforeUnload: true,
      blockerFn: ({ currentLocation, nextLocation }) => {
        if (currentLocation.pathname === nextLocation.pathname) return false
        return new Promise<boolean>((resolve) => {
          const answer = (isBlocked: boolean) => () => {
            setLeaving(null)
            resolve(isBlocked)
          }
          setLeaving({ leave: answer(false), stay: answer(true) })
        })
      },
    })
  }, [isUnsaved])
  return leaving
}
