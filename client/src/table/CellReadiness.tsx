import { RATINGS } from '@stocktake/shared/readiness'
import { Gauge } from 'lucide-react'
import { Menu, MenuItem } from '../ui/Menu.tsx'
import { SpreadBar } from '../ui/SpreadBar.tsx'
import { mayRate, useMyRatings } from '../votes.ts'
import { useWords } from '../words/words.ts'
import styles from './CellReadiness.module.css'
import { useTable } from './TableContext.ts'

/** How far the matter of a cell is: a press to say so where people are asked, and the spread once it is shown. */
export function CellReadiness({ cell, label }: { cell: string | null; label: string }) {
  const t = useWords()
  const { view, round } = useTable()
  if (cell === null || !round.readiness) return null
  const spread = round.readiness.spread?.cells[cell]
  const isRating = mayRate(view, round)
  if (!isRating && !spread) return null
  return (
    <div className={styles.readiness}>
      {isRating && <Mine cell={cell} label={label} />}
      {spread && (
        <SpreadBar
          parts={RATINGS.map((rating) => ({
            id: rating,
            count: spread.all[rating],
            words: t('readiness.part', { count: spread.all[rating], rating: t(`readiness.rating.${rating}`).toLowerCase() }),
          }))}
        />
      )}
    </div>
  )
}

function Mine({ cell, label }: { cell: string; label: string }) {
  const t = useWords()
  const { view, round } = useTable()
  const { ratings, rate } = useMyRatings(view.id, round.number)
  const own = ratings[cell]
  const shown = own ? t('readiness.mine', { rating: t(`readiness.rating.${own}`) }) : t('readiness.rate')
  return (
    <Menu label={shown} name={`${label}: ${shown}`} icon={<Gauge aria-hidden />} size="small">
      {RATINGS.map((rating) => (
        <MenuItem key={rating} onAction={() => rate({ cell, rating })}>
          {t(`readiness.rating.${rating}`)}
        </MenuItem>
      ))}
      {own && <MenuItem onAction={() => rate({ cell, rating: null })}>{t('readiness.none')}</MenuItem>}
    </Menu>
  )
}
