import { Component, type ComponentProps, lazy, type ReactNode, Suspense } from 'react'
import { readAbout } from '../api.ts'
import { Button } from '../ui/Button.tsx'
import { Loading } from '../ui/Loading.tsx'
import { Notice } from '../ui/Notice.tsx'
import { withStyles } from '../ui/styleSheets.ts'
import { useLoaded } from '../ui/useLoaded.ts'
import { withWords } from '../words/language.ts'
import { useWords } from '../words/words.ts'

const Canvas = lazy(withStyles(withWords(() => import('../canvas/Canvas.tsx'))))
const AriaFrame = lazy(async () => ({ default: (await import('../ui/AriaFrame.tsx')).AriaFrame }))

/** The canvas, loaded when somebody wants it. If it cannot be loaded or breaks, the table is one press away. */
export function WorkspaceCanvas({ onUseTable, ...props }: Omit<ComponentProps<typeof Canvas>, 'licenseKey'> & { onUseTable: () => void }) {
  const t = useWords()
  // tldraw looks at its key when it starts. A server that cannot be asked now keeps nobody from the canvas.
  const about = useLoaded(readAbout)
  const loading = <Loading label={t('workspace.loadingCanvas')} />
  if (about.state === 'loading') return loading
  return (
    <OrElse fallback={<Broken onUseTable={onUseTable} />}>
      <Suspense fallback={loading}>
        <AriaFrame>
          <Canvas {...props} licenseKey={(about.state === 'ready' && about.value.tldrawLicenseKey) || undefined} />
        </AriaFrame>
      </Suspense>
    </OrElse>
  )
}

function Broken({ onUseTable }: { onUseTable: () => void }) {
  const t = useWords()
  return (
    <Notice kind="warning" actions={<Button onPress={onUseTable}>{t('workspace.useTable')}</Button>}>
      {t('workspace.failedPart')}
    </Notice>
  )
}

class OrElse extends Component<{ children: ReactNode; fallback: ReactNode }, { failed: boolean }> {
  override state = { failed: false }
  static getDerivedStateFromError = () => ({ failed: true })
  override render() {
    return this.state.failed ? this.props.fallback : this.props.children
  }
}
