import { linkIn } from '@stocktake/shared/board/links'
import type { Note } from '@stocktake/shared/board/schema'
import { ExternalLink } from 'lucide-react'
import { fileAddress } from '../files.ts'
import { useWords } from '../words/words.ts'
import styles from './NoteExtras.module.css'

/** The picture on a note. Its words stand for it where it cannot be seen, and where it cannot be loaded. */
export function NotePicture({ stocktakeId, picture }: { stocktakeId: string; picture: NonNullable<Note['picture']> }) {
  return <img className={styles.picture} src={fileAddress(stocktakeId, picture.file)} alt={picture.alt} title={picture.alt} draggable={false} loading="lazy" />
}

/** A card for the address in a note: the host as it was typed. Nothing is fetched from there. */
export function NoteLink({ text }: { text: string }) {
  const t = useWords()
  const link = linkIn(text)
  if (!link) return null
  return (
    <a
      className={styles.link}
      href={link.href}
      target="_blank"
      rel="noopener noreferrer nofollow"
      title={link.href}
      aria-label={t('note.link', { host: link.host })}
    >
      <ExternalLink aria-hidden="true" />
      <span>{link.host}</span>
    </a>
  )
}
