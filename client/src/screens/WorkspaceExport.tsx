import { roundOf } from '@stocktake/shared/rounds'
import type { SessionView } from '@stocktake/shared/view'
import { Download } from 'lucide-react'
import { exportAddress } from '../api.ts'
import { LinkButton } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { useWords } from '../words/words.ts'
import styles from './WorkspaceExport.module.css'

/** What is to be had as CSV beside the notes; a workbook has it all. */
const OTHER_TABLES = ['contradictions', 'decisions', 'actions', 'parking', 'lineage'] as const

/** The files a person may take away: this round or all of them. */
export function WorkspaceExport({ view, round, onClose }: { view: SessionView; round: number | undefined; onClose: () => void }) {
  const t = useWords()
  const shown = round === undefined ? undefined : roundOf(view, round)
  const file = (format: 'xlsx' | 'csv' | 'json', which: number | 'all', label: string) => (
    <LinkButton href={exportAddress(view.id, format, which)} download="" icon={<Download aria-hidden />}>
      {label}
    </LinkButton>
  )
  const part = (which: number | 'all', title: string) => (
    <section className={styles.part}>
      <h3>{title}</h3>
      <div className="row">
        {file('xlsx', which, t('workspace.exportXlsx'))}
        {file('csv', which, t('workspace.exportCsv'))}
      </div>
    </section>
  )

  return (
    <Dialog title={t('workspace.exportTitle')} isOpen onClose={onClose}>
      <ul className={styles.what}>
        <li>
          <strong>{t('workspace.exportXlsx')}</strong> {t('workspace.exportXlsxText')}
        </li>
        <li>
          <strong>{t('workspace.exportCsv')}</strong> {t('workspace.exportCsvText')}
        </li>
      </ul>
      {part('all', t('workspace.exportAll'))}
      <section className={styles.part}>
        <h3>{t('export.tables')}</h3>
        <p>{t('export.tablesText')}</p>
        <div className="row">
          {OTHER_TABLES.map((table) => (
            <LinkButton key={table} size="small" href={exportAddress(view.id, 'csv', 'all', table)} download="" icon={<Download aria-hidden />}>
              {t(`export.table.${table}`)}
            </LinkButton>
          ))}
        </div>
      </section>
      {shown && shown.state !== 'draft' && part(shown.number, t('workspace.roundTitled', { number: shown.number, title: shown.title }))}
      {view.me.role === 'facilitator' && (
        <section className={styles.part}>
          <h3>{t('workspace.exportJson')}</h3>
          <p>{t('workspace.exportJsonText')}</p>
          <div className="row">{file('json', 'all', t('workspace.exportJson'))}</div>
        </section>
      )}
    </Dialog>
  )
}
