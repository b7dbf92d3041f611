import type { Round } from '@stocktake/shared/session'
import type { SessionView } from '@stocktake/shared/view'
import { useState } from 'react'
import { fileAddress } from '../../files.ts'
import { Checkbox } from '../../ui/Checkbox.tsx'
import { useWords } from '../../words/words.ts'
import { Carried } from '../Mirror.tsx'
import { contentNoteOf, type Shown, shownOn } from '../MirrorShelf.ts'
import styles from './Print.module.css'

const nowhere = () => {}

/** The round's stimulus on paper: words and pictures, and of films and documents what was written about them. */
export function PrintMirror({ view, round }: { view: SessionView; round: Round }) {
  const t = useWords()
  const [isAll, setAll] = useState(false)
  const shelf = shownOn(view.stimulus, round, false)
  const hasNotes = shelf.some(({ item }) => contentNoteOf(item.sensitivity) !== undefined)
  return (
    <>
      {hasNotes && (
        <div className={styles.onScreen}>
          <Checkbox isSelected={isAll} onChange={setAll}>
            {t('print.sensitive')}
          </Checkbox>
          <p>{t('print.sensitiveText')}</p>
        </div>
      )}
      {shelf.map((shown) => {
        const words = contentNoteOf(shown.item.sensitivity)
        if (words === undefined || isAll) return <Item key={shown.item.id} stocktakeId={view.id} shown={shown} />
        const { title, id } = shown.item
        return (
          <p key={id} className={styles.leftOut}>
            {words ? t('print.leftOut', { title, words }) : t('print.leftOutPlain', { title })}
          </p>
        )
      })}
      {shelf.length === 0 && <p>{t('mirror.empty')}</p>}
      <div className={styles.carried}>
        <Carried view={view} round={round} onShowLineage={nowhere} />
      </div>
    </>
  )
}

function Item({ stocktakeId, shown: { item, version } }: { stocktakeId: string; shown: Shown }) {
  const t = useWords()
  const { title, kind } = item
  const contentNote = contentNoteOf(item.sensitivity)
  return (
    <section className={styles.item}>
      <h3 dir="auto">{title}</h3>
      <p className={styles.foot}>
        <span>{item.kindLabel || t(`stimulus.kind.${kind}`)}</span>
        <span>{t('mirror.version', { version: version.version })}</span>
        {item.source && <span>{t('mirror.source', { source: item.source })}</span>}
        {item.sensitivity && contentNote === undefined && <span>{t('mirror.sensitivity', { words: item.sensitivity })}</span>}
      </p>
      {contentNote !== undefined && <p>{contentNote ? t('mirror.contentNote', { words: contentNote }) : t('mirror.contentNotePlain')}</p>}
      {kind === 'image' && version.file !== undefined && (
        <figure>
          <img src={fileAddress(stocktakeId, version.file)} alt={version.alt || title} className={styles.large} />
          {version.alt && <figcaption className={styles.foot}>{version.alt}</figcaption>}
        </figure>
      )}
      {(kind === 'pdf' || kind === 'video') && version.file !== undefined && (
        <>
          <p>{t(kind === 'pdf' ? 'print.document' : 'print.film', { title })}</p>
          {version.alt && <p className={styles.words}>{version.alt}</p>}
        </>
      )}
      {version.text.trim() && !(kind === 'note' && version.text.trim() === title) && <p className={styles.words}>{version.text.trim()}</p>}
      {version.url && <p>{t('print.address', { address: version.url })}</p>}
    </section>
  )
}
