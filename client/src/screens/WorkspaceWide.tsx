import { PanelLeft, Search } from 'lucide-react'
import { useEffect } from 'react'
import { AttendLines } from '../panels/attend/AttendLines.tsx'
import { useSession } from '../session.ts'
import { useShowing } from '../sync/showing.ts'
import { Button } from '../ui/Button.tsx'
import { Loading } from '../ui/Loading.tsx'
import { onDemand } from '../ui/onDemand.tsx'
import { useMedia } from '../ui/useMedia.ts'
import { useWords } from '../words/words.ts'
import { useAskedPanel } from './WorkspaceAsked.ts'
import { WorkspaceBeside } from './WorkspaceBeside.tsx'
import { WorkspaceBoard } from './WorkspaceBoard.tsx'
import { WorkspaceFoot } from './WorkspaceFoot.tsx'
import { WorkspaceHeader } from './WorkspaceHeader.tsx'
import type { WorkspaceLayoutProps } from './WorkspaceLayout.ts'
import { WorkspaceLens } from './WorkspaceLens.tsx'
import { WorkspaceMenu } from './WorkspaceMenu.tsx'
import { WorkspaceNews } from './WorkspaceNews.tsx'
import { WorkspaceOwnNotes } from './WorkspaceOwnNotes.tsx'
import { WorkspaceRounds } from './WorkspaceRounds.tsx'
import { WorkspaceSide } from './WorkspaceSide.tsx'
import { useSide } from './WorkspaceSideTabs.ts'
import styles from './WorkspaceWide.module.css'

const Mirror = onDemand(async () => (await import('../panels/Mirror.tsx')).Mirror, { Waiting: Loading })

/** The workspace on a screen with room: mirror, board, an earlier round beside, and the bar below. */
export function WorkspaceWide(props: WorkspaceLayoutProps) {
  const t = useWords()
  const here = useSession((state) => state.here)
  const { view, shown, connection, canWrite, rules, draft, lens, setLens, isMirrorOpen, setMirrorOpen, beside, setBeside, onFind, onClose, onOpen } = props
  const { round, isReadable } = shown
  // Who writes alone asks whether the draft is saved.
  const ownDraft = rules?.isWriting ? draft : null
  useAskedPanel(view, isReadable ? round : undefined)
  const isCalled = useShowing(({ spot, call, gone }) => spot?.kind === 'stimulus' && call !== gone)
  // biome-ignore lint/correctness/useExhaustiveDependencies: a stimulus that everybody is shown opens the mirror once
  useEffect(() => {
    if (isCalled) setMirrorOpen(true)
  }, [isCalled])
  // Where there is no room for three, a panel that is open has the room of the mirror.
  const isTight = useMedia('(max-width: 62.49em)')
  const { open: panel, show: showPanel } = useSide()
  const isCovered = isTight && panel !== null
  const hasMirror = isMirrorOpen && !isCovered && round && isReadable

  return (
    <div className={styles.workspace}>
      <WorkspaceHeader view={view} here={here} connection={ownDraft ?? connection} round={round} canWrite={canWrite || Boolean(ownDraft)}>
        {round && isReadable && (
          <Button
            size="small"
            aria-expanded={Boolean(hasMirror)}
            icon={<PanelLeft aria-hidden />}
            onPress={() => {
              if (isCovered) showPanel(null)
              setMirrorOpen(!hasMirror)
            }}
          >
            {t('workspace.mirror')}
          </Button>
        )}
        <WorkspaceRounds rounds={view.rounds} shown={round?.number} onShow={shown.show} />
        <WorkspaceLens lens={lens} onChange={setLens} />
        {connection && (
          <Button size="small" icon={<Search aria-hidden />} onPress={onFind}>
            {t('workspace.find')}
          </Button>
        )}
        <WorkspaceMenu view={view} shown={round?.number} onClose={onClose} onOpen={onOpen} onBeside={setBeside} />
      </WorkspaceHeader>
      {/* One row of the page, however much of it there is. */}
      <div>
        <AttendLines view={view} shownRound={round?.number} show={shown.show} />
        <WorkspaceNews {...props} />
      </div>
      <div className={styles.middle} data-mirror={hasMirror || undefined} data-beside={beside ? true : undefined}>
        {hasMirror && (
          <aside className={styles.mirror} aria-label={t('workspace.mirror')}>
            <h2 className={styles.mirrorTitle}>{t('workspace.mirror')}</h2>
            <Mirror view={view} round={round} />
          </aside>
        )}
        <main className={styles.board} data-lens={lens}>
          <WorkspaceBoard {...props} />
        </main>
        <WorkspaceOwnNotes {...props} className={styles.own} />
        {beside && <WorkspaceBeside view={view} round={beside} onShowLineage={props.showBesideLineage} onClose={() => setBeside(null)} />}
        {connection && round && rules && (
          <WorkspaceSide view={view} round={round} connection={connection} rules={rules} canWrite={canWrite} showLineage={props.showLineage} />
        )}
      </div>
      {connection && round && rules && <WorkspaceFoot connection={connection} view={view} round={round} canWrite={canWrite} rules={rules} draft={draft} />}
    </div>
  )
}
