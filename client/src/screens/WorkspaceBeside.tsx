import type { Round } from '@stocktake/shared/session'
import type { SessionView } from '@stocktake/shared/view'
import { X } from 'lucide-react'
import { useBoardConnection, useStatus } from '../sync/useBoard.ts'
import { useRules } from '../sync/useRules.ts'
import { Table } from '../table/Table.tsx'
import { Button } from '../ui/Button.tsx'
import { Loading } from '../ui/Loading.tsx'
import { useWords } from '../words/words.ts'
import styles from './WorkspaceBeside.module.css'

export interface WorkspaceBesideProps {
  view: SessionView
  round: Round
  onShowLineage: (noteId: string) => void
  onClose: () => void
}

/** An earlier round's table, to read beside the current one. */
export function WorkspaceBeside({ view, round, onShowLineage, onClose }: WorkspaceBesideProps) {
  const t = useWords()
  const connection = useBoardConnection(view.id, round.number, view.me.memberId)
  const rules = useRules(view, round)
  const title = t('workspace.besideTitle', { number: round.number, title: round.title })
  return (
    <section className={styles.beside} aria-label={title}>
      <div className={styles.head}>
        <h2 className={styles.title}>{title}</h2>
        <Button size="small" aria-label={t('workspace.besideClose')} icon={<X aria-hidden />} onPress={onClose} />
      </div>
      <div className={styles.body}>
        {connection && rules ? (
          <BesideTable connection={connection} view={view} round={round} me={view.me} canWrite={false} rules={rules} onShowLineage={onShowLineage} />
        ) : (
          <Loading label={t('workspace.loadingBoard')} />
        )}
      </div>
    </section>
  )
}

function BesideTable(props: Parameters<typeof Table>[0]) {
  const t = useWords()
  const { ready } = useStatus(props.connection)
  return ready ? <Table {...props} /> : <Loading label={t('workspace.loadingBoard')} />
}
