import { lazy, type ReactNode, Suspense } from 'react'
import { ErrorBoundary } from 'react-error-boundary'
import { parse } from 'regexparam'
import { NotFound } from './screens/NotFound.tsx'
import { StocktakeFrame } from './screens/StocktakeFrame.tsx'
import { AddressProvider, ParamsProvider, useLocation } from './ui/address.tsx'
import { Failed } from './ui/Failed.tsx'
import { Loading } from './ui/Loading.tsx'
import { withStyles } from './ui/styleSheets.ts'
import { withWords } from './words/language.ts'

const Home = lazy(withStyles(withWords(() => import('./screens/Home.tsx'))))
const Join = lazy(withStyles(() => import('./screens/Join.tsx')))
const Key = lazy(withStyles(withWords(() => import('./screens/Key.tsx'))))
const Return = lazy(withStyles(withWords(() => import('./screens/Return.tsx'))))
const Print = lazy(withStyles(withWords(() => import('./screens/Print.tsx'))))
const Setup = lazy(withStyles(withWords(() => import('./screens/Setup.tsx'))))
const Show = lazy(withStyles(withWords(() => import('./screens/Show.tsx'))))
const Workspace = lazy(withStyles(() => import('./screens/Workspace.tsx')))
const Carry = lazy(withStyles(withWords(() => import('./screens/Carry.tsx'))))
const Report = lazy(withStyles(withWords(() => import('./screens/Report.tsx'))))
const RoundRecord = lazy(withStyles(withWords(() => import('./screens/RoundRecord.tsx'))))

interface Screen {
  /** Parts that begin with a colon are told to the screen by that name. */
  path: string
  content: ReactNode
  /** Shown when the stocktake of its path is open on this page. */
  isFramed?: boolean
}

const SCREENS: readonly Screen[] = [
  { path: '/', content: <Home /> },
  { path: '/j/:code', content: <Join /> },
  { path: '/k/:key', content: <Key /> },
  { path: '/return', content: <Return /> },
  // Not within the frame: a projector reads with a key of its own.
  { path: '/s/:id/show', content: <Show /> },
  { path: '/s/:id', content: <Workspace />, isFramed: true },
  { path: '/s/:id/setup', content: <Setup />, isFramed: true },
  { path: '/s/:id/carry', content: <Carry />, isFramed: true },
  { path: '/s/:id/rounds/:n', content: <RoundRecord />, isFramed: true },
  { path: '/s/:id/print', content: <Print />, isFramed: true },
  { path: '/s/:id/report', content: <Report />, isFramed: true },
]
const patterns = SCREENS.map((screen) => ({ ...screen, ...parse(screen.path) }))

export function App() {
  return (
    <ErrorBoundary fallback={<Failed />}>
      <AddressProvider>
        <Suspense fallback={<Loading />}>
          <ScreenOfAddress />
        </Suspense>
      </AddressProvider>
    </ErrorBoundary>
  )
}

function ScreenOfAddress() {
  const { pathname } = useLocation()
  const found = screenOf(pathname)
  if (!found) return <NotFound />
  const { content, params, isFramed = false } = found
  // Each screen fails on its own, so that a broken one does not take the way to the others with it.
  const screen = (
    <ErrorBoundary fallback={<Failed />} resetKeys={[pathname]}>
      {content}
    </ErrorBoundary>
  )
  return <ParamsProvider value={params}>{isFramed ? <StocktakeFrame id={params.id ?? ''}>{screen}</StocktakeFrame> : screen}</ParamsProvider>
}

function screenOf(pathname: string) {
  for (const { pattern, keys, ...screen } of patterns) {
    const match = pattern.exec(pathname)
    if (match) return { ...screen, params: Object.fromEntries(keys.map((key, i) => [key, readable(match[i + 1] ?? '')])) }
  }
  return null
}

/** A part of the address as it was before it was written for one; a broken one as it stands. */
function readable(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}
