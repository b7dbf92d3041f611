import { readApart } from '@stocktake/shared/board/board'
import type { Apart } from '@stocktake/shared/board/schema'
import { themeAmong } from '@stocktake/shared/board/themes'
import type { Round } from '@stocktake/shared/session'
import type { SessionView } from '@stocktake/shared/view'
import { Group, RefreshCw, X } from 'lucide-react'
import { useCallback, useEffect, useRef, useState } from 'react'
import { readLookalikes } from '../../api.ts'
import type { BoardConnection } from '../../sync/connection.ts'
import { groupNotes, inTheme, keepApart, mayGather } from '../../sync/gathering.ts'
import { useNotes, useThemes } from '../../sync/useBoard.ts'
import type { BoardRules } from '../../sync/useRules.ts'
import { Button } from '../../ui/Button.tsx'
import { Checkbox } from '../../ui/Checkbox.tsx'
import { Loading } from '../../ui/Loading.tsx'
import { useLoaded } from '../../ui/useLoaded.ts'
import { cellName } from '../../words/usual.ts'
import { sentence, useWords } from '../../words/words.ts'
import { type LookalikeCard, lookalikeCards } from './lookalikeCards.ts'
import styles from './Themes.module.css'

export interface LookalikesProps {
  view: SessionView
  round: Round
  connection: BoardConnection
  rules: BoardRules
  canWrite: boolean
}

/** Notes that look alike, for a person to group or to keep apart; nothing happens by itself. */
export function Lookalikes({ view, round, connection, rules, canWrite }: LookalikesProps) {
  const t = useWords()
  const notes = useNotes(connection)
  const apart = useApart(connection)
  const [said, setSaid] = useState('')
  const list = useRef<HTMLDivElement>(null)
  const compared = useRef(notes)
  const latest = useRef(notes)
  latest.current = notes
  const load = useCallback(() => {
    compared.current = latest.current
    return readLookalikes(view.id, round.number)
  }, [view.id, round.number])
  const loaded = useLoaded(load)

  if (loaded.state === 'loading') return <Loading label={t('themes.look.looking')} />
  if (loaded.state === 'failed')
    return (
      <div className={styles.panel}>
        <p role="alert">
          {t('themes.look.failed')}: {sentence(loaded.problem, t)}
        </p>
        <Button icon={<RefreshCw aria-hidden />} onPress={loaded.again}>
          {t('themes.look.again')}
        </Button>
      </div>
    )

  const gatherer = { me: view.me, rules, canWrite }
  const cards = lookalikeCards(loaded.value.suggestions, notes, apart).filter((card) => mayGather(gatherer, card.notes))
  const hasChanged =
    notes.length !== compared.current.length || notes.some(({ id, text }, i) => compared.current[i]?.id !== id || compared.current[i]?.text !== text)
  const decide = (words: string) => {
    setSaid(words)
    // The card goes with its buttons: the next key is meant for the list.
    list.current?.focus({ preventScroll: true })
  }
  return (
    <div className={styles.panel} ref={list} tabIndex={-1}>
      <p className={styles.why}>{t('themes.look.why')}</p>
      <div className={styles.compared}>
        <span className={styles.quiet}>
          {t('themes.look.compared', { count: loaded.value.compared })} {hasChanged && t('themes.look.changed')}
        </span>
        <Button size="small" icon={<RefreshCw aria-hidden />} onPress={loaded.again}>
          {t('themes.look.again')}
        </Button>
      </div>
      <span role="status" className="visually-hidden">
        {said}
      </span>
      {cards.length === 0 && <p>{t('themes.look.none')}</p>}
      <ul className={styles.list}>
        {cards.map((card) => (
          <Card
            key={card.key}
            card={card}
            view={view}
            connection={connection}
            onGroup={(ids) => {
              decide(t('themes.gathered', { count: ids.length }))
              groupNotes(connection, ids)
            }}
            onRefuse={() => {
              keepApart(
                connection,
                card.notes.map(({ id }) => id),
              )
              decide(t('themes.look.refused'))
            }}
          />
        ))}
      </ul>
    </div>
  )
}

interface CardProps {
  card: LookalikeCard
  view: SessionView
  connection: BoardConnection
  onGroup: (ids: readonly string[]) => void
  onRefuse: () => void
}

function Card({ card, view, connection, onGroup, onRefuse }: CardProps) {
  const t = useWords()
  const themes = useThemes(connection)
  const [without, setWithout] = useState<ReadonlySet<string>>(new Set())
  const chosen = card.notes.filter(({ id }) => !without.has(id)).map(({ id }) => id)
  const theme = themes.find(({ id }) => id === themeAmong(connection.board, chosen))
  const brief = (text: string) => (text.length > 60 ? `${text.slice(0, 57)}…` : text)
  return (
    <li className={styles.card} aria-label={t('themes.look.set', { count: card.notes.length, text: brief(card.notes[0]?.text ?? '') })}>
      <p className={styles.about}>
        <strong>{t(card.isAllSame ? 'themes.look.same' : 'themes.look.alike')}</strong>
        {card.isAcross && `, ${t('themes.look.across')}`}
      </p>
      <ul className={styles.members}>
        {card.notes.map((note) => {
          const own = themes.find(({ id }) => id === note.theme)
          const about = [
            cellName(view.matrix, note.at.cell),
            ...(own ? [inTheme(own, t)] : []),
            ...(!card.isAllSame && card.same.has(note.id) ? [t('themes.look.sameSome')] : []),
          ]
          return (
            <li key={note.id}>
              <Checkbox
                isSelected={!without.has(note.id)}
                onChange={(isIn) => setWithout((before) => new Set(isIn ? [...before].filter((id) => id !== note.id) : [...before, note.id]))}
              >
                <span className={styles.member} dir="auto" lang={note.lang}>
                  {note.text}
                </span>
                <span className={styles.about}>{about.join(', ')}</span>
              </Checkbox>
            </li>
          )
        })}
      </ul>
      <div className={styles.actions}>
        <Button size="small" variant="primary" icon={<Group aria-hidden />} isDisabled={chosen.length < 2} onPress={() => onGroup(chosen)}>
          {theme ? t(theme.label ? 'themes.look.into' : 'themes.look.intoUnnamed', { theme: theme.label }) : t('themes.look.group')}
        </Button>
        <Button size="small" icon={<X aria-hidden />} onPress={onRefuse}>
          {t('themes.look.refuse')}
        </Button>
      </div>
    </li>
  )
}

/** What people found not alike, as it comes. */
function useApart(connection: BoardConnection): readonly Apart[] {
  const [apart, setApart] = useState(() => readApart(connection.board))
  useEffect(() => {
    setApart(readApart(connection.board))
    return connection.onChange(({ other }) => other && setApart(readApart(connection.board)))
  }, [connection])
  return apart
}
