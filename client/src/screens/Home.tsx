import { DoorOpen, Eye, FileUp, Plus } from 'lucide-react'
import { useState } from 'react'
import { type Mine, readMine } from '../api.ts'
import { CodeBox } from '../panels/CodeBox.tsx'
import { ImportDialog } from '../panels/ImportDialog.tsx'
import { StartDialog } from '../panels/StartDialog.tsx'
import { Button, LinkButton } from '../ui/Button.tsx'
import { Link } from '../ui/Link.tsx'
import { Notice } from '../ui/Notice.tsx'
import { PlainPage } from '../ui/PlainPage.tsx'
import { useLoaded } from '../ui/useLoaded.ts'
import { useWords } from '../words/words.ts'
import styles from './Home.module.css'

/** The start page: join with a code, open again, or start a stocktake. */
export default function Home() {
  const t = useWords()
  const [dialog, setDialog] = useState<'start' | 'import' | 'example' | null>(null)
  const mine = useLoaded(readMine)

  return (
    <PlainPage title={t('home.title')} lead={t('home.lead')} wide>
      <div className={styles.columns}>
        <section className={styles.card} aria-labelledby="home-code">
          <h2 id="home-code">{t('home.codeTitle')}</h2>
          <CodeBox />
          <Link href="/return" className={styles.link ?? ''}>
            {t('home.returnCode')}
          </Link>
        </section>

        <section className={`${styles.card} ${styles.quiet}`} aria-labelledby="home-start">
          <h2 id="home-start">{t('home.startTitle')}</h2>
          <p>{t('home.startText')}</p>
          <div className="row">
            <Button icon={<Plus aria-hidden />} onPress={() => setDialog('start')}>
              {t('home.start')}
            </Button>
            <Button icon={<Eye aria-hidden />} onPress={() => setDialog('example')}>
              {t('home.example')}
            </Button>
            <Button icon={<FileUp aria-hidden />} onPress={() => setDialog('import')}>
              {t('home.import')}
            </Button>
          </div>
        </section>
        {mine.state === 'ready' && mine.value.length > 0 && <MyStocktakes mine={mine.value} />}
      </div>

      {mine.state === 'failed' && (
        <Notice kind="warning" actions={<Button onPress={mine.again}>{t('common.retry')}</Button>}>
          {mine.problem.code === 'offline' ? t('common.offlineText') : t('home.mineFailed')}
        </Notice>
      )}

      <StartDialog isOpen={dialog === 'start'} onClose={() => setDialog(null)} />
      <ImportDialog isOpen={dialog === 'import'} onClose={() => setDialog(null)} />
      <ImportDialog example isOpen={dialog === 'example'} onClose={() => setDialog(null)} />
    </PlainPage>
  )
}

function MyStocktakes({ mine }: { mine: readonly Mine[] }) {
  const t = useWords()
  return (
    <section aria-labelledby="home-mine" className={`stack ${styles.again}`}>
      <div>
        <h2 id="home-mine" className={styles.heading}>
          {t('home.mineTitle')}
        </h2>
        <p className={styles.small}>{t('home.mineText')}</p>
      </div>
      <ul className={styles.mine}>
        {mine.map((stocktake) => (
          <li key={stocktake.stocktakeId} className={styles.stocktake}>
            <div className={styles.words}>
              <h3 className={styles.name}>{stocktake.title}</h3>
              <p dir="auto">{stocktake.sharedObject}</p>
              <p className={styles.small}>
                {t(`common.role.${stocktake.role}`)} · {stocktake.openRound === null ? t('home.mineNone') : t('home.mineOpen', { round: stocktake.openRound })}
              </p>
            </div>
            <LinkButton href={`/s/${stocktake.stocktakeId}`} icon={<DoorOpen aria-hidden />} aria-label={t('home.openNamed', { title: stocktake.title })}>
              {t('home.open')}
            </LinkButton>
          </li>
        ))}
      </ul>
    </section>
  )
}
