import type { NoteRef } from '@stocktake/shared/fields'
import type { Round } from '@stocktake/shared/session'
import type { SessionView } from '@stocktake/shared/view'
import { Columns2, Eye, EyeOff, ShieldAlert } from 'lucide-react'
import { useState } from 'react'
import { ShowThis } from '../sync/ShowThis.tsx'
import { useIsShown } from '../sync/showing.ts'
import { Button } from '../ui/Button.tsx'
import { useWords } from '../words/words.ts'
import styles from './Mirror.module.css'
import { MirrorContent } from './MirrorContent.tsx'
import { contentNoteOf, type Shown } from './MirrorShelf.ts'
import { MirrorSources } from './MirrorSources.tsx'
import { MirrorVersions } from './MirrorVersions.tsx'

/** Content notes that were read and opened in this visit, so that folding the panel away does not ask again. */
const opened = new Set<string>()

export interface MirrorItemProps {
  view: SessionView
  round: Round
  shown: Shown
  onShowLineage: (note: NoteRef) => void
}

/** One stimulus: what it is and where it is from, then its content. */
export function MirrorItem({ view, round, shown: { item, version, earlier, hidden }, onShowLineage }: MirrorItemProps) {
  const t = useWords()
  const key = `${item.id}/${version.version}`
  const contentNote = contentNoteOf(item.sensitivity)
  const [isShown, setShown] = useState(contentNote === undefined || opened.has(key))
  const [comparing, setComparing] = useState(false)
  const isSpot = useIsShown(round.number, 'stimulus', item.id)
  const titleId = `stimulus-${item.id}`

  function show() {
    opened.add(key)
    setShown(true)
  }

  return (
    <article className={styles.item} aria-labelledby={titleId} data-stimulus={item.id} data-shown={isSpot || undefined}>
      <header className={styles.head}>
        <p className={styles.kind}>
          <span>{item.kindLabel || t(`stimulus.kind.${item.kind}`)}</span>
          <span>{t('mirror.version', { version: version.version })}</span>
          {hidden && (
            <span className={styles.hidden}>
              <EyeOff aria-hidden /> {t('mirror.hidden')}
            </span>
          )}
        </p>
        <h3 id={titleId} className={styles.title}>
          {item.title}
        </h3>
        {!hidden && <ShowThis view={view} round={round} place={{ kind: 'stimulus', id: item.id }} name={item.title} className={styles.showThis ?? ''} />}
        {item.source && <p className={styles.source}>{t('mirror.source', { source: item.source })}</p>}
        {item.sensitivity && contentNote === undefined && <p className={styles.source}>{t('mirror.sensitivity', { words: item.sensitivity })}</p>}
      </header>
      {contentNote !== undefined && (
        <div className={styles.contentNote}>
          <ShieldAlert aria-hidden />
          <p>{contentNote ? t('mirror.contentNote', { words: contentNote }) : t('mirror.contentNotePlain')}</p>
          {!isShown && (
            <Button size="small" icon={<Eye aria-hidden />} onPress={show} aria-describedby={titleId}>
              {t('mirror.show')}
            </Button>
          )}
        </div>
      )}
      {isShown && (
        <>
          <MirrorContent stocktakeId={view.id} item={item} version={version} />
          <footer className={styles.about}>
            {version.changeNote && version.version > 1 && (
              <p>
                <strong>{t('mirror.changed')}</strong> {version.changeNote}
              </p>
            )}
            {version.fromNotes.length > 0 && <MirrorSources view={view} notes={version.fromNotes} onShowLineage={onShowLineage} />}
            {earlier.length > 0 && (
              <div>
                <Button size="small" className={styles.plain ?? ''} icon={<Columns2 aria-hidden />} onPress={() => setComparing(true)}>
                  {t('mirror.earlier', { count: earlier.length })}
                </Button>
              </div>
            )}
          </footer>
        </>
      )}
      {comparing && <MirrorVersions stocktakeId={view.id} item={item} version={version} earlier={earlier} onClose={() => setComparing(false)} />}
    </article>
  )
}
