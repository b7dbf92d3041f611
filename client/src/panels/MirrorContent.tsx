import type { StimulusItem, StimulusVersion } from '@stocktake/shared/stimulusSchema'
import { ExternalLink, FileText, Maximize2 } from 'lucide-react'
import { useState } from 'react'
import { fileAddress } from '../files.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { useWords } from '../words/words.ts'
import styles from './Mirror.module.css'
import { siteOf } from './MirrorShelf.ts'

export interface MirrorContentProps {
  stocktakeId: string
  item: StimulusItem
  version: StimulusVersion
}

/** What people read, watch or look at, by its kind. Nothing from another site is ever loaded. */
export function MirrorContent({ stocktakeId, item, version }: MirrorContentProps) {
  const words = version.text.trim()
  const file = version.file === undefined ? undefined : fileAddress(stocktakeId, version.file)
  const text = words && <p className={styles.words}>{words}</p>

  if (item.kind === 'quotation')
    return (
      <blockquote dir="auto" className={styles.quotation}>
        {text}
      </blockquote>
    )
  // A carried line of one sentence has that sentence as its title; reading it twice helps nobody.
  if (item.kind === 'note')
    return words === item.title ? null : (
      <div dir="auto" className={styles.noteText}>
        {text}
      </div>
    )
  return (
    <div className={styles.content}>
      {item.kind === 'image' && file && <Picture address={file} alt={version.alt} title={item.title} />}
      {item.kind === 'pdf' && file && <Document address={file} title={item.title} summary={version.alt} />}
      {item.kind === 'video' && file && <Film address={file} title={item.title} transcript={version.alt} />}
      {text}
      {version.url && <OutsideLink address={version.url} title={item.title} />}
    </div>
  )
}

function Picture({ address, alt, title }: { address: string; alt: string; title: string }) {
  const t = useWords()
  const [large, setLarge] = useState(false)
  return (
    <figure className={styles.figure}>
      <img src={address} alt={alt || title} loading="lazy" className={styles.picture} />
      <Button size="small" className={styles.plain ?? ''} icon={<Maximize2 aria-hidden />} onPress={() => setLarge(true)}>
        {t('mirror.larger')}
      </Button>
      <Dialog title={title} isOpen={large} onClose={() => setLarge(false)} size="wide">
        <img src={address} alt={alt || title} className={styles.largePicture} />
        {alt && <p className={styles.caption}>{alt}</p>}
      </Dialog>
    </figure>
  )
}

function Document({ address, title, summary }: { address: string; title: string; summary: string }) {
  const t = useWords()
  return (
    <div className={styles.document}>
      <iframe src={address} title={t('mirror.pdfTitle', { title })} loading="lazy" className={styles.pages} />
      <a href={address} target="_blank" rel="noopener noreferrer" className={styles.linkLine}>
        <FileText aria-hidden /> {t('mirror.openPdf')}
      </a>
      {summary && (
        <details className={styles.more}>
          <summary>{t('mirror.summary')}</summary>
          <p className={styles.words}>{summary}</p>
        </details>
      )}
    </div>
  )
}

function Film({ address, title, transcript }: { address: string; title: string; transcript: string }) {
  const t = useWords()
  return (
    <div className={styles.document}>
      {/* biome-ignore lint/a11y/useMediaCaption: the facilitator gives a transcript, which stands below; there is no caption file */}
      <video src={address} controls preload="metadata" aria-label={title} className={styles.film} />
      {transcript ? (
        <details className={styles.more}>
          <summary>{t('mirror.transcript')}</summary>
          <p className={styles.words}>{transcript}</p>
        </details>
      ) : (
        <p className={styles.source}>{t('mirror.noTranscript')}</p>
      )}
    </div>
  )
}

function OutsideLink({ address, title }: { address: string; title: string }) {
  const t = useWords()
  return (
    <a href={address} target="_blank" rel="noopener noreferrer" className={styles.link}>
      <span dir="auto" className={styles.linkTitle}>
        {title}
      </span>
      <span className={styles.linkSite}>
        <ExternalLink aria-hidden /> {t('mirror.linkTo', { site: siteOf(address) })}
      </span>
    </a>
  )
}
