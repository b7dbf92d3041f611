import type { TableName } from '@stocktake/shared/report/tables'
import { roundOf } from '@stocktake/shared/rounds'
import type { SessionView } from '@stocktake/shared/view'
import { Download } from 'lucide-react'
import { useState } from 'react'
import type { ExportWish } from '../../files.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { Select } from '../../ui/Select.tsx'
import { useWords } from '../../words/words.ts'
import { type Cut, CutChoice } from './CutChoice.tsx'
import styles from './Export.module.css'
import { type OfferedFormat, TABLES, TO_COUNT, TO_KEEP, TO_READ, TO_SHOW } from './formats.ts'
import { MakingNews } from './MakingNews.tsx'
import { useMaking } from './useMaking.ts'

const ALL = 'all'

/** The files a person may take away: of this round or of all of them, each with what it is for. */
export function ExportDialog({ view, round, onClose }: { view: SessionView; round: number | undefined; onClose: () => void }) {
  const t = useWords()
  const { making, make, cancel } = useMaking(view.id)
  const started = view.rounds.filter(({ state }) => state !== 'draft')
  const shown = round === undefined ? undefined : roundOf(view, round)
  const [which, setWhich] = useState(String((shown && shown.state !== 'draft' ? shown : started.at(-1))?.number ?? ALL))
  const [cut, setCut] = useState<Cut>({})
  const [table, setTable] = useState<TableName>('notes')
  const isTeam = view.me.role === 'facilitator' || view.me.role === 'scribe'
  const about =
    which === ALL ? t('export.allRounds') : t('export.oneRound', { number: which, title: started.find(({ number }) => String(number) === which)?.title ?? '' })

  const offered = (list: readonly OfferedFormat[]) =>
    list.filter(({ roles, ofRound }) => (!roles || roles.includes(view.me.role)) && (!ofRound || which !== ALL))
  const part = (title: string, text: string, list: readonly OfferedFormat[], wish: (format: OfferedFormat['format']) => ExportWish) => {
    const formats = offered(list)
    if (!formats.length) return null
    return (
      <section className={styles.part}>
        <h3 className={styles.title}>{title}</h3>
        {text && <p className={styles.quiet}>{text}</p>}
        <ul className={styles.formats}>
          {formats.map(({ format }) => {
            const name = t(`export.names.${format}`)
            const own = wish(format)
            const of = own.round === ALL ? t('export.allRounds') : about
            return (
              <li key={format} className={styles.format}>
                <div className={styles.what}>
                  <strong>{name}</strong>
                  <span className={styles.quiet}>{t(`export.uses.${format}`)}</span>
                </div>
                {format === 'csv' && (
                  <Select
                    label={t('export.whichTable')}
                    options={TABLES.map((id) => ({ id, label: t(`export.table.${id}`) }))}
                    value={table}
                    onChange={(id) => setTable(id as TableName)}
                  />
                )}
                <Button
                  icon={<Download aria-hidden />}
                  aria-label={t('export.getOf', { name, about: of })}
                  isDisabled={making.state === 'making'}
                  onPress={() => void make(own, name)}
                >
                  {t('export.get')}
                </Button>
              </li>
            )
          })}
        </ul>
      </section>
    )
  }
  const some = (format: OfferedFormat['format']): ExportWish => ({
    format,
    round: which === ALL ? ALL : Number(which),
    ...(format === 'csv' ? { table } : {}),
    ...cut,
  })

  return (
    <Dialog
      title={t('export.title')}
      isOpen
      onClose={onClose}
      size="wide"
      {...(making.state === 'none' ? {} : { actions: <MakingNews making={making} onCancel={cancel} /> })}
    >
      <Select
        label={t('export.which')}
        value={which}
        onChange={setWhich}
        options={[
          ...started.map(({ number, title }) => ({ id: String(number), label: t('export.oneRound', { number, title }) })),
          { id: ALL, label: t('export.allRounds') },
        ]}
      />
      <p className={styles.quiet}>{t(isTeam ? (which === ALL ? 'export.whatSeries' : 'export.whatPack') : 'export.whatNotes')}</p>
      <CutChoice view={view} cut={cut} onChange={setCut} />
      {part(t('export.toRead'), '', TO_READ, some)}
      {part(t('export.toCount'), '', TO_COUNT, some)}
      {part(t('export.toShow'), '', TO_SHOW, some)}
      {part(t('export.toKeep'), t('export.toKeepText'), TO_KEEP, (format) => ({ format, round: ALL }))}
    </Dialog>
  )
}
