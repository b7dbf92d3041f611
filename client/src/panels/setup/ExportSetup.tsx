import type { SessionView } from '@stocktake/shared/view'
import { Download } from 'lucide-react'
import { exportAddress } from '../../api.ts'
import { LinkButton } from '../../ui/Button.tsx'
import { useWords } from '../../words/words.ts'
import styles from './Setup.module.css'

/** Files to take away: all rounds or one, for spreadsheets, or everything for another server. */
export function ExportSetup({ view }: { view: SessionView }) {
  const t = useWords()
  const rounds = view.rounds.filter((round) => round.state !== 'draft')
  const all = { key: 'all' as const, name: t('setup.allRounds') }
  const lines = [all, ...rounds.map((round) => ({ key: round.number, name: t('setup.roundTitle', { round: round.number, title: round.title }) }))]
  return (
    <div className="stack">
      <ul className={styles.exports}>
        {lines.map(({ key, name }) => (
          <li key={key} className={styles.export}>
            <span className={styles.exportName}>{name}</span>
            <div className="row">
              <LinkButton href={exportAddress(view.id, 'xlsx', key)} download icon={<Download aria-hidden />} aria-label={t('setup.excelOf', { name })}>
                {t('setup.excel')}
              </LinkButton>
              <LinkButton href={exportAddress(view.id, 'csv', key)} download icon={<Download aria-hidden />} aria-label={t('setup.csvOf', { name })}>
                {t('setup.csv')}
              </LinkButton>
            </div>
          </li>
        ))}
      </ul>
      <p className={styles.help}>{t('setup.exportHelp')}</p>
      <div className={styles.export}>
        <div className={styles.exportName}>
          <strong>{t('setup.complete')}</strong>
          <p className={styles.help}>{t('setup.completeText')}</p>
        </div>
        <LinkButton href={exportAddress(view.id, 'json')} download icon={<Download aria-hidden />}>
          {t('setup.json')}
        </LinkButton>
      </div>
    </div>
  )
}
