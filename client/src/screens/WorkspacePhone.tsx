import { signingOf } from '@stocktake/shared/attribution'
import { may } from '@stocktake/shared/policy'
import { BookOpenText, Ellipsis, LayoutList, PencilLine } from 'lucide-react'
import { type CSSProperties, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { AttendLines } from '../panels/attend/AttendLines.tsx'
import { useShowing } from '../sync/showing.ts'
import { useStatus } from '../sync/useBoard.ts'
import { Table } from '../table/Table.tsx'
import { Button } from '../ui/Button.tsx'
import { Loading } from '../ui/Loading.tsx'
import { onDemand } from '../ui/onDemand.tsx'
import { useWords } from '../words/words.ts'
import { WorkspaceBoard } from './WorkspaceBoard.tsx'
import { UndoButtons, WorkspaceInput } from './WorkspaceInput.tsx'
import type { WorkspaceLayoutProps } from './WorkspaceLayout.ts'
import { WorkspaceLens } from './WorkspaceLens.tsx'
import { WorkspaceNews } from './WorkspaceNews.tsx'
import { WorkspaceOwnNotes } from './WorkspaceOwnNotes.tsx'
import styles from './WorkspacePhone.module.css'
import { WorkspacePhoneHeader } from './WorkspacePhoneHeader.tsx'
import { useStepTab } from './WorkspacePhoneStep.ts'
import { askedTab, SidePanel, WorkspaceMore } from './WorkspaceSide.tsx'
import { sideTabsFor, useSide } from './WorkspaceSideTabs.ts'
import { useVisibleHeight } from './WorkspaceVisibleHeight.ts'
import { WorkspaceWaiting } from './WorkspaceWaiting.tsx'

const Mirror = onDemand(async () => (await import('../panels/Mirror.tsx')).Mirror, { Waiting: Loading })

const TABS = [
  ['write', PencilLine],
  ['board', LayoutList],
  ['mirror', BookOpenText],
] as const
type Tab = (typeof TABS)[number][0] | 'asked' | 'more'

/** The workspace in one column: write, board and mirror behind tabs; the input keeps its place above the keyboard. */
export function WorkspacePhone(props: WorkspaceLayoutProps) {
  const t = useWords()
  const { view, shown, connection, canWrite, rules, draft, lens, setLens, opened, found, onFind } = props
  const { round, isReadable } = shown
  const [chosen, setTab] = useState<Tab>('write')
  // An observer has nothing to write: the board comes first.
  const asked = round && isReadable ? askedTab(view, round) : undefined
  const hasMore = round !== undefined && isReadable && sideTabsFor(view, round).some((each) => each !== asked)
  const tabs = [
    ...TABS.filter(([id]) => id !== 'write' || view.me.role !== 'observer').map(([id, icon]) => ({ id, icon, label: t(`workspace.${id}`) })),
    ...(asked ? [{ id: 'asked' as const, icon: asked.icon, label: t(asked.label) }] : []),
    ...(hasMore ? [{ id: 'more' as const, icon: Ellipsis, label: t('workspace.more') }] : []),
  ]
  const { open: sideOpen, asked: sideAsked, show: showSide } = useSide()
  const wanted = chosen === 'more' && asked && sideOpen === asked.id ? 'asked' : chosen
  const tab: Tab = tabs.some(({ id }) => id === wanted) ? wanted : 'board'
  const side = connection && round && rules && { view, round, connection, rules, canWrite, showLineage: props.showLineage }
  const { height, isKeyboardUp } = useVisibleHeight()
  // In a step in which nothing is added the board is what there is to look at.
  const isReading = round?.live && rules && !rules.isWriting && !may(view.me, 'add-note', rules.live, signingOf(rules.live.attribution, view.me))
  const frame = height === null ? undefined : ({ '--visible-height': `${height}px` } as CSSProperties)

  const hasAsked = useRef(false)
  hasAsked.current = asked !== undefined
  useEffect(() => {
    // Whoever is writing when a round opens is told, and not taken away from the words.
    if (opened > 0 && !(document.activeElement instanceof HTMLTextAreaElement)) setTab(hasAsked.current ? 'asked' : 'mirror')
  }, [opened])
  useEffect(() => {
    if (found) setTab('board')
  }, [found])
  const askedId = asked?.id
  const isReadOn = asked?.isReadOn === true
  const current = useRef(chosen)
  current.current = chosen
  useEffect(() => {
    if (askedId === undefined || document.activeElement instanceof HTMLTextAreaElement) return
    setTab('asked')
    return () => {
      if (current.current !== 'asked') return
      // When it is over people are back where they can do something, or read what came of it.
      if (isReadOn) showSide(askedId)
      else setTab('write')
    }
  }, [askedId, isReadOn, showSide])
  useStepTab(view, round, setTab)
  // Each tab is where it was left; one that comes anew begins at its top.
  const content = useRef<HTMLDivElement>(null)
  const scrolled = useRef(new Map<string, number>())
  const place = tab === 'asked' ? `asked ${askedId}` : tab
  useLayoutEffect(() => {
    if (content.current) content.current.scrollTop = scrolled.current.get(place) ?? 0
  }, [place])

  const { spot, call, gone } = useShowing()
  const isCalled = spot !== null && call !== gone
  useEffect(() => {
    if (isCalled) setTab(spot.kind === 'stimulus' ? 'mirror' : 'board')
  }, [isCalled, spot?.kind])
  useEffect(() => {
    // Something on the page asked for a panel.
    if (sideAsked > 0) setTab('more')
  }, [sideAsked])

  return (
    <div className={styles.phone} style={frame} data-keyboard={isKeyboardUp || undefined}>
      <WorkspacePhoneHeader {...props} isCanvas={tab === 'board' && lens === 'canvas'} />
      <AttendLines view={view} shownRound={round?.number} show={shown.show} />
      <div ref={content} className={styles.content} onScroll={({ currentTarget }) => void scrolled.current.set(place, currentTarget.scrollTop)}>
        <WorkspaceNews {...props} panelInSight={tab === 'asked' ? (asked?.id ?? null) : tab === 'more' ? sideOpen : null} />
        {(!round || !isReadable) && <WorkspaceWaiting round={round} />}
        {round && isReadable && tab === 'write' && (
          <main>
            <WorkspaceOwnNotes {...props} />
            {connection && !(rules?.isWriting && draft) && <MyNotes {...props} connection={connection} round={round} />}
          </main>
        )}
        {round && isReadable && tab === 'board' && (
          <main className={styles.board} data-lens={lens}>
            <div className={styles.tools}>
              <WorkspaceLens lens={lens} onChange={setLens} />
              <Button size="small" onPress={onFind}>
                {t('workspace.find')}
              </Button>
              {connection && canWrite && <UndoButtons connection={connection} />}
            </div>
            <div className={styles.lens}>
              <WorkspaceBoard {...props} />
            </div>
          </main>
        )}
        {side && tab === 'asked' && asked && (
          <main>
            <SidePanel tab={asked} {...side} />
          </main>
        )}
        {side && tab === 'more' && (
          <main>
            <WorkspaceMore {...side} />
          </main>
        )}
        {round && isReadable && tab === 'mirror' && (
          <main className={styles.mirror}>
            <Mirror view={view} round={round} />
          </main>
        )}
      </div>
      {connection && round && rules && (tab === 'write' || (tab === 'board' && !canWrite)) && (
        <div className={styles.composer}>
          <WorkspaceInput connection={connection} view={view} round={round} rules={rules} draft={draft} />
          {isReading && (
            <Button size="small" onPress={() => setTab('board')}>
              {t('steps.toBoard')}
            </Button>
          )}
        </div>
      )}
      {round && isReadable && (
        <nav className={styles.tabs} aria-label={t('workspace.phoneTabs')}>
          {tabs.map(({ id, icon: Icon, label }) => (
            <Button
              key={id}
              className={tab === id ? styles.here : styles.tab}
              aria-current={tab === id ? 'page' : undefined}
              icon={<Icon aria-hidden />}
              onPress={() => {
                // From one's own tab to all panels there is no panel in between.
                if (id === 'more' && sideOpen === asked?.id) showSide(null)
                // Whoever reads a panel when it is not asked for any more goes on reading it.
                if (id === 'asked' && asked) showSide(asked.id)
                setTab(id)
              }}
            >
              {label}
            </Button>
          ))}
        </nav>
      )}
    </div>
  )
}

type MyNotesProps = WorkspaceLayoutProps & {
  connection: NonNullable<WorkspaceLayoutProps['connection']>
  round: NonNullable<WorkspaceLayoutProps['shown']['round']>
}

function MyNotes({ view, connection, round, canWrite, rules, showLineage }: MyNotesProps) {
  const { ready } = useStatus(connection)
  if (!ready || !rules || view.me.role === 'observer') return null
  return <Table connection={connection} view={view} round={round} me={view.me} canWrite={canWrite} rules={rules} onShowLineage={showLineage} part="mine" />
}
