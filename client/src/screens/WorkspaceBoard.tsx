import { useMemo } from 'react'
import type { BoardConnection } from '../sync/connection.ts'
import { useStatus } from '../sync/useBoard.ts'
import { Table } from '../table/Table.tsx'
import { Loading } from '../ui/Loading.tsx'
import { useWords } from '../words/words.ts'
import { WorkspaceCanvas } from './WorkspaceCanvas.tsx'
import type { WorkspaceLayoutProps } from './WorkspaceLayout.ts'
import { WorkspaceWaiting } from './WorkspaceWaiting.tsx'

export type WorkspaceBoardProps = Pick<
  WorkspaceLayoutProps,
  'view' | 'shown' | 'connection' | 'canWrite' | 'rules' | 'lens' | 'setLens' | 'found' | 'showLineage'
>

/** The board in the chosen lens, or why there is none yet. */
export function WorkspaceBoard(props: WorkspaceBoardProps) {
  const t = useWords()
  const { shown, connection } = props
  if (!shown.round || !shown.isReadable) return <WorkspaceWaiting round={shown.round} />
  if (!connection) return <Loading label={t('workspace.loadingBoard')} />
  return <Ready key={shown.round.number} {...props} connection={connection} />
}

function Ready({ view, shown, connection, canWrite, rules, lens, setLens, found, showLineage }: WorkspaceBoardProps & { connection: BoardConnection }) {
  const t = useWords()
  const { ready, connection: state } = useStatus(connection)
  const goTo = useMemo(() => found && { noteId: found.id }, [found])
  const { round } = shown
  if (!round || !rules) return null
  if (!ready && state !== 'ended') return <Loading label={t('workspace.loadingBoard')} />
  const common = { connection, view, round, me: view.me, canWrite, rules, onShowLineage: showLineage }
  if (lens === 'table') return <Table {...common} goTo={goTo} />
  return <WorkspaceCanvas {...common} goTo={goTo} onUseTable={() => setLens('table')} />
}
