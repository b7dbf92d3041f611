import type { Report as ReportModel } from '@stocktake/shared/report/blocks'
import type { SessionView } from '@stocktake/shared/view'
import { Download, RotateCw } from 'lucide-react'
import { useCallback, useEffect, useRef } from 'react'
import { readReport } from '../api.ts'
import { MakingNews } from '../panels/export/MakingNews.tsx'
import { useMaking } from '../panels/export/useMaking.ts'
import { RecordHead } from '../panels/RecordHead.tsx'
import styles from '../panels/report/Report.module.css'
import { ReportSections } from '../panels/report/ReportSections.tsx'
import { useSession } from '../session.ts'
import { useSearchParams } from '../ui/address.tsx'
import { Button } from '../ui/Button.tsx'
import { Loading } from '../ui/Loading.tsx'
import { Notice } from '../ui/Notice.tsx'
import { Select } from '../ui/Select.tsx'
import { useLoaded } from '../ui/useLoaded.ts'
import { useReadable } from '../words/usual.ts'
import { useWords } from '../words/words.ts'

const SERIES = 'series'
const FORMATS = ['docx', 'pdf', 'pptx', 'html', 'md'] as const
/** After somebody changed something, so long until the report is made again: they may be writing. */
const SETTLED = 1500

/** What facilitators send: the pack of a round or the report of all, as it will read, to be written in place and taken away. */
export default function Report() {
  const t = useWords()
  const view = useReadable(useSession((state) => state.view))
  const [params, setParams] = useSearchParams()
  if (!view) return <Loading />
  const started = view.rounds.filter(({ state }) => state !== 'draft')
  const asked = params.get('show')
  const round = started.find(({ number }) => String(number) === asked)
  const last = started.filter(({ state }) => state === 'closed').at(-1) ?? started.at(-1)
  const which = asked === SERIES ? 'all' : (round ?? last)?.number
  const isMine = view.me.role === 'facilitator'

  return (
    <div className={styles.page}>
      <RecordHead view={view} title={t('report.title')}>
        {isMine && which !== undefined && (
          <Select
            className={styles.which ?? ''}
            label={t('report.which')}
            value={which === 'all' ? SERIES : String(which)}
            onChange={(show) => setParams({ show })}
            options={[
              ...started.map(({ number, title }) => ({ id: String(number), label: t('report.pack', { round: number, title }) })),
              { id: SERIES, label: t('report.series') },
            ]}
          />
        )}
      </RecordHead>
      <main className={styles.content}>
        {!isMine ? (
          <Notice kind="info" live={false} title={t('report.forFacilitators')}>
            {t('report.forFacilitatorsText')}
          </Notice>
        ) : which === undefined ? (
          <Notice kind="info" live={false} title={t('report.nothing')}>
            {t('report.nothingText')}
          </Notice>
        ) : (
          <Preview key={which} view={view} which={which} />
        )}
      </main>
    </div>
  )
}

function Preview({ view, which }: { view: SessionView; which: number | 'all' }) {
  const t = useWords()
  const report = useLoaded(useCallback(() => readReport(view.id, which), [view.id, which]))
  useAgainWhenSettled(view.version, report.again)
  if (report.state === 'loading') return <Loading label={t('report.making')} />
  if (report.state === 'failed')
    return (
      <Notice kind="warning" title={t('report.failed')} actions={<Button onPress={report.again}>{t('common.retry')}</Button>}>
        {report.problem.title}
      </Notice>
    )
  return <Made view={view} which={which} report={report.value} onAgain={report.again} />
}

function Made({ view, which, report, onAgain }: { view: SessionView; which: number | 'all'; report: ReportModel; onAgain: () => void }) {
  const t = useWords()
  const { making, make, cancel } = useMaking(view.id)
  const open = view.rounds.find(({ number, state }) => state === 'open' && report.rounds.includes(number))
  const contents = (
    <ol className={styles.contents}>
      {report.sections.map(({ id, title }) => (
        <li key={id}>
          <a href={`#${id}`}>{title}</a>
        </li>
      ))}
    </ol>
  )
  return (
    <>
      <section className={styles.take} aria-label={t('report.take')}>
        <div className={styles.files}>
          {FORMATS.map((format) => (
            <Button
              key={format}
              variant={format === 'docx' ? 'primary' : 'quiet'}
              icon={<Download aria-hidden />}
              aria-label={t('report.file', { format: t(`report.${format}`), report: report.title })}
              isDisabled={making.state === 'making'}
              onPress={() => void make({ format, round: which }, t(`report.${format}`))}
            >
              {t(`report.${format}`)}
            </Button>
          ))}
        </div>
        <MakingNews making={making} onCancel={cancel} />
        <p className={styles.quiet}>{t('report.takeText')}</p>
      </section>
      {open && (
        <Notice
          kind="info"
          live={false}
          actions={
            <Button size="small" icon={<RotateCw aria-hidden />} onPress={onAgain}>
              {t('report.again')}
            </Button>
          }
        >
          {t('report.stillOpen', { round: open.number, time: new Date(report.madeAt).toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' }) })}
        </Notice>
      )}
      <div className={styles.columns}>
        <nav className={styles.aside} aria-label={t('report.contents')}>
          <p className={styles.strong}>{t('report.contents')}</p>
          {contents}
        </nav>
        <details className={styles.narrow}>
          <summary>{t('report.contents')}</summary>
          {contents}
        </details>
        <article className={styles.paper}>
          <p dir="auto" className={styles.series}>
            {report.subtitle}
          </p>
          <p className={styles.name}>{report.title}</p>
          <dl className={styles.facts} aria-label={t('report.facts')}>
            {[{ label: t('report.sharedObject'), value: report.sharedObject }, ...report.facts].map(({ label, value }) => (
              <div key={label}>
                <dt>{label}</dt>
                <dd dir="auto">{value}</dd>
              </div>
            ))}
          </dl>
          <ReportSections view={view} report={report} />
          <p className={styles.quiet}>{report.versionLine}</p>
        </article>
      </div>
    </>
  )
}

/** Asks again some time after the last change of the session; what is on show stays meanwhile. */
function useAgainWhenSettled(version: number, again: () => void) {
  const first = useRef(version)
  useEffect(() => {
    if (version === first.current) return
    const timer = setTimeout(again, SETTLED)
    return () => clearTimeout(timer)
  }, [version, again])
}
