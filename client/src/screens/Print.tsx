import { mayRead } from '@stocktake/shared/policy'
import { openRound, roundOf } from '@stocktake/shared/rounds'
import type { Round } from '@stocktake/shared/session'
import type { SessionView } from '@stocktake/shared/view'
import { ArrowLeft, Printer } from 'lucide-react'
import styles from '../panels/print/Print.module.css'
import { PrintHandOut } from '../panels/print/PrintHandOut.tsx'
import { PrintMatrix } from '../panels/print/PrintMatrix.tsx'
import { PrintMirror } from '../panels/print/PrintMirror.tsx'
import { SheetHead } from '../panels/print/SheetHead.tsx'
import { useSession } from '../session.ts'
import { useBoardConnection, useStatus } from '../sync/useBoard.ts'
import { useSearchParams } from '../ui/address.tsx'
import { Button, LinkButton } from '../ui/Button.tsx'
import { Choices } from '../ui/Choices.tsx'
import { Loading } from '../ui/Loading.tsx'
import { PageTitle } from '../ui/PageTitle.tsx'
import { Select } from '../ui/Select.tsx'
import { useReadable } from '../words/usual.ts'
import { useWords } from '../words/words.ts'

const WHATS = ['matrix', 'handout', 'mirror'] as const
const PAPERS = ['A4', 'A3'] as const

/** What of a round to print, and on which paper, with the sheets below as they will be; the browser's own dialog does the rest. */
export default function Print() {
  const t = useWords()
  const view = useReadable(useSession((state) => state.view))
  const [params, setParams] = useSearchParams()
  if (!view) return <Loading />

  const rounds = view.rounds.filter((each) => mayRead(view.me, each.state))
  const asked = roundOf(view, Number(params.get('round')))
  const round = asked && rounds.includes(asked) ? asked : (openRound(view) ?? rounds.at(-1))
  const what = WHATS.find((each) => each === params.get('what')) ?? 'matrix'
  const paper = PAPERS.find((each) => each === params.get('paper')) ?? 'A4'
  const choose = (name: string, value: string) =>
    setParams(
      (before) => {
        const after = new URLSearchParams(before)
        after.set(name, value)
        return after
      },
      { replace: true },
    )

  return (
    <div className={styles.page}>
      <header className={styles.bar}>
        <LinkButton size="small" href={`/s/${view.id}`} icon={<ArrowLeft aria-hidden />}>
          {t('common.backToWorkspace')}
        </LinkButton>
        <PageTitle className={styles.screenTitle} documentTitle={t('common.titled', { screen: t('print.title'), stocktake: view.title })}>
          {t('print.title')}
        </PageTitle>
        <div className={styles.choices}>
          <Choices
            label={t('print.what')}
            choices={WHATS.map((id) => ({ id, label: t(`print.whats.${id}`) }))}
            value={what}
            onChange={(id) => choose('what', id)}
          />
          <Choices
            label={t('print.paper')}
            choices={PAPERS.map((id) => ({ id, label: t(`print.papers.${id}`) }))}
            value={paper}
            onChange={(id) => choose('paper', id)}
          />
          <div className={styles.last}>
            {rounds.length > 1 && round && (
              <Select
                label={t('print.round')}
                value={String(round.number)}
                onChange={(number) => choose('round', number)}
                options={rounds.map(({ number, title }) => ({ id: String(number), label: t('round.name', { round: number, title }) }))}
              />
            )}
            <Button variant="primary" icon={<Printer aria-hidden />} isDisabled={!round} onPress={() => window.print()}>
              {t('print.print')}
            </Button>
            <p className={styles.help}>{t('print.help')}</p>
          </div>
        </div>
      </header>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a sheet is wider than a phone, and keys must be able to scroll it too */}
      <main className={styles.preview} aria-label={t('print.preview')} tabIndex={0}>
        {round ? (
          <article className={styles.sheet} data-on-paper data-paper={paper} data-what={what}>
            <SheetHead view={view} round={round} />
            {what === 'matrix' && <Matrix key={round.number} view={view} round={round} />}
            {what === 'handout' && <PrintHandOut view={view} round={round} />}
            {what === 'mirror' && <PrintMirror view={view} round={round} />}
          </article>
        ) : (
          <p>{t('print.noRound')}</p>
        )}
      </main>
    </div>
  )
}

function Matrix({ view, round }: { view: SessionView; round: Round }) {
  const connection = useBoardConnection(view.id, round.number, view.me.memberId)
  return connection ? <ReadyMatrix view={view} round={round} connection={connection} /> : <Loading />
}

type Connection = NonNullable<ReturnType<typeof useBoardConnection>>

function ReadyMatrix({ view, round, connection }: { view: SessionView; round: Round; connection: Connection }) {
  const { ready } = useStatus(connection)
  return ready ? <PrintMatrix view={view} round={round} connection={connection} /> : <Loading />
}
