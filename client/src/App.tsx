import { lazy, Suspense } from 'react'
import { RouterProvider as AriaRouter, I18nProvider } from 'react-aria-components'
import { createBrowserRouter, Outlet, RouterProvider, useHref, useNavigate } from 'react-router'
import { NotFound } from './screens/NotFound.tsx'
import { StocktakeFrame } from './screens/StocktakeFrame.tsx'
import { Failed } from './ui/Failed.tsx'
import { Loading } from './ui/Loading.tsx'
import { useLanguage } from './words/language.ts'

const Home = lazy(() => import('./screens/Home.tsx'))
const Join = lazy(() => import('./screens/Join.tsx'))
const Key = lazy(() => import('./screens/Key.tsx'))
const Return = lazy(() => import('./screens/Return.tsx'))
const Print = lazy(() => import('./screens/Print.tsx'))
const Setup = lazy(() => import('./screens/Setup.tsx'))
const Show = lazy(() => import('./screens/Show.tsx'))
const Workspace = lazy(() => import('./screens/Workspace.tsx'))
const Carry = lazy(() => import('./screens/Carry.tsx'))
const Report = lazy(() => import('./screens/Report.tsx'))
const RoundRecord = lazy(() => import('./screens/RoundRecord.tsx'))

const router = createBrowserRouter([
  {
    element: <Root />,
    errorElement: <Failed />,
    children: [
      { path: '/', element: <Home /> },
      { path: '/j/:code', element: <Join /> },
      { path: '/k/:key', element: <Key /> },
      { path: '/return', element: <Return /> },
      // Not within the frame: a projector reads with a key of its own.
      { path: '/s/:id/show', element: <Show />, errorElement: <Failed /> },
      {
        path: '/s/:id',
        element: <StocktakeFrame />,
        children: [
          // Each screen fails on its own, so that a broken one does not take the way to the others with it.
          { index: true, element: <Workspace />, errorElement: <Failed /> },
          { path: 'setup', element: <Setup />, errorElement: <Failed /> },
          { path: 'carry', element: <Carry />, errorElement: <Failed /> },
          { path: 'rounds/:n', element: <RoundRecord />, errorElement: <Failed /> },
          { path: 'print', element: <Print />, errorElement: <Failed /> },
          { path: 'report', element: <Report />, errorElement: <Failed /> },
        ],
      },
      { path: '*', element: <NotFound /> },
    ],
  },
])

export function App() {
  return <RouterProvider router={router} />
}

/** Lets links and menus of the component library use our routes, and waits for a screen's code. */
function Root() {
  const navigate = useNavigate()
  const language = useLanguage()
  return (
    <I18nProvider locale={language}>
      <AriaRouter navigate={navigate} useHref={useHref}>
        <Suspense fallback={<Loading />}>
          <Outlet />
        </Suspense>
      </AriaRouter>
    </I18nProvider>
  )
}
