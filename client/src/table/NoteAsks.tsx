import { ListPlus, Minus, Plus, ThumbsDown, Zap } from 'lucide-react'
import { ask, mayKeepLedger, mayName } from '../sync/asks.ts'
import { tensionName } from '../sync/tensionName.ts'
import { useTensionsOf } from '../sync/tensionsOf.ts'
import { Button } from '../ui/Button.tsx'
import { MenuItem } from '../ui/Menu.tsx'
import type { VoteHand } from '../votes.ts'
import { useWords } from '../words/words.ts'
import { useTable } from './TableContext.ts'
import styles from './TableNote.module.css'

/** Whether a note's menu offers anything to this person beside changing the note. */
export function useMayAsk(): { name: boolean; enter: boolean } {
  const { me, rules } = useTable()
  return { name: mayName({ me, rules }), enter: mayKeepLedger({ me, rules }) }
}

/** What can be made of a note: a tension with another, an entry of the ledger. */
export function NoteAsks({ noteId }: { noteId: string }) {
  const t = useWords()
  const { name, enter } = useMayAsk()
  return (
    <>
      {name && (
        <MenuItem icon={<Zap aria-hidden />} onAction={() => ask({ what: 'name-tension', notes: [noteId] })}>
          {t('tensions.nameWith')}
        </MenuItem>
      )}
      {enter && (
        <MenuItem icon={<ListPlus aria-hidden />} onAction={() => ask({ what: 'enter', notes: [noteId] })}>
          {t('ledger.fromNote')}
        </MenuItem>
      )}
    </>
  )
}

/** Votes from the note itself, while a ballot is open that it is on. */
export function NoteVoting({ hand: { votes, disagree, left, mayGive, give } }: { hand: VoteHand }) {
  const t = useWords()
  return (
    <>
      <MenuItem icon={<Plus aria-hidden />} isDisabled={!mayGive} onAction={() => give(votes + 1, false)}>
        {t('vote.giveHere', { count: left })}
      </MenuItem>
      {votes > 0 && (
        <MenuItem icon={<Minus aria-hidden />} onAction={() => give(votes - 1, false)}>
          {t('vote.takeHere')}
        </MenuItem>
      )}
      <MenuItem icon={<ThumbsDown aria-hidden />} onAction={() => give(0, !disagree)}>
        {t(disagree ? 'vote.agreeHere' : 'vote.disagree')}
      </MenuItem>
    </>
  )
}

/** The tensions that a note is in, each a way to it. */
export function NoteTensions({ noteId }: { noteId: string }) {
  const t = useWords()
  const { connection, round } = useTable()
  const tensions = useTensionsOf(connection, round.number, noteId)
  return tensions.map((tension) => (
    <Button
      key={tension.id}
      size="small"
      className={styles.tension ?? ''}
      icon={<Zap aria-hidden />}
      onPress={() => ask({ what: 'show-tension', tension: tension.id })}
    >
      {t('tensions.mark', { title: tensionName(tension, t) })}
    </Button>
  ))
}
