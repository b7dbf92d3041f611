import { Minus, Plus, ThumbsDown } from 'lucide-react'
import { useId } from 'react'
import { Button } from '../../ui/Button.tsx'
import { useWords } from '../../words/words.ts'
import type { BallotItem } from './useItems.ts'
import styles from './Vote.module.css'

interface VoteItemProps {
  item: BallotItem
  votes: number
  disagree: boolean
  cap: number
  /** Nothing can be given just now. */
  isStill: boolean
  onGive: (votes: number, disagree: boolean) => void
}

/** One thing to vote for. Its buttons stay usable when votes run out, so that the focus does not fall off them; a press says why. */
export function VoteItem({ item, votes, disagree, cap, isStill, onGive }: VoteItemProps) {
  const t = useWords()
  const id = useId()
  return (
    <li className={styles.item} data-given={votes > 0 || undefined} data-disagree={disagree || undefined}>
      <p className={styles.text} id={id} dir="auto" lang={item.lang}>
        {item.text}
      </p>
      <p className={styles.where}>{item.where}</p>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms */}
      <div className={styles.controls} role="group" aria-labelledby={id}>
        <Button
          size="small"
          aria-label={t('vote.take', { text: item.text })}
          icon={<Minus aria-hidden />}
          isDisabled={isStill}
          onPress={() => votes > 0 && onGive(votes - 1, false)}
        />
        <span className={styles.count}>
          <span className={styles.dots} aria-hidden="true">
            {Array.from({ length: Math.min(cap, 6) }, (_, i) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: dots are nothing but their number
              <span key={i} className={i < votes ? styles.dot : styles.free} />
            ))}
          </span>
          <span className="tabular">{t('vote.mine', { count: votes })}</span>
        </span>
        <Button
          size="small"
          aria-label={t('vote.give', { text: item.text })}
          icon={<Plus aria-hidden />}
          isDisabled={isStill}
          onPress={() => onGive(votes + 1, false)}
        />
        <Button
          size="small"
          className={styles.disagree ?? ''}
          aria-pressed={disagree}
          aria-label={t('vote.disagreeWith', { text: item.text })}
          icon={<ThumbsDown aria-hidden />}
          isDisabled={isStill}
          onPress={() => onGive(0, !disagree)}
        >
          {t('vote.disagree')}
        </Button>
      </div>
    </li>
  )
}
