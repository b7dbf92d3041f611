import type { CarryDecision } from '@stocktake/shared/carry'
import type { NoteRef } from '@stocktake/shared/fields'
import { isTeam } from '@stocktake/shared/rounds'
import type { Round } from '@stocktake/shared/session'
import type { SessionView } from '@stocktake/shared/view'
import { History, PencilLine } from 'lucide-react'
import { lazy, Suspense, useCallback, useRef, useState } from 'react'
import { readCarry } from '../api.ts'
import { useArrival } from '../sync/showing.ts'
import { groupShown } from '../sync/whoseNote.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { GroupMark } from '../ui/GroupMark.tsx'
import { Loading } from '../ui/Loading.tsx'
import { Notice } from '../ui/Notice.tsx'
import { withStyles } from '../ui/styleSheets.ts'
import { useLoaded } from '../ui/useLoaded.ts'
import { cellName } from '../words/usual.ts'
import { useWords } from '../words/words.ts'
import { LineageDialog } from './Lineage.tsx'
import styles from './Mirror.module.css'
import { MirrorItem } from './MirrorItem.tsx'
import { carriedInto, shownOn } from './MirrorShelf.ts'

// Only the team needs it, and its drag and drop weighs as much as all the rest of the page.
const StimulusShelf = lazy(withStyles(async () => ({ default: (await import('./StimulusShelf.tsx')).StimulusShelf })))

export interface MirrorProps {
  view: SessionView
  round: Round
}

/** The round's stimulus as people read it, and the notes that earlier rounds carried into it. */
export function Mirror({ view, round }: MirrorProps) {
  const t = useWords()
  const [editing, setEditing] = useState(false)
  const [lineage, setLineage] = useState<NoteRef | null>(null)
  const team = isTeam(view.me.role)
  const shown = shownOn(view.stimulus, round, team)

  const root = useRef<HTMLDivElement>(null)
  useArrival(
    round.number,
    ['stimulus'],
    ({ id }) => {
      const item = root.current?.querySelector(`[data-stimulus="${id}"]`)
      item?.scrollIntoView({ block: 'start' })
      return Boolean(item)
    },
    shown,
  )

  return (
    <div className={styles.mirror} ref={root}>
      {team && round.state !== 'closed' && (
        <div>
          <Button size="small" icon={<PencilLine aria-hidden />} onPress={() => setEditing(true)}>
            {t('mirror.edit')}
          </Button>
        </div>
      )}
      {shown.length ? (
        shown.map((item) => <MirrorItem key={item.item.id} view={view} round={round} shown={item} onShowLineage={setLineage} />)
      ) : (
        <p className={styles.empty}>{team ? t('mirror.emptyTeam') : t('mirror.empty')}</p>
      )}
      <Carried view={view} round={round} onShowLineage={setLineage} />
      <Dialog title={t('stimulus.title', { round: round.number })} isOpen={editing} onClose={() => setEditing(false)} size="wide">
        <Suspense fallback={<Loading />}>
          <StimulusShelf view={view} round={round} />
        </Suspense>
      </Dialog>
      {lineage && <LineageDialog stocktakeId={view.id} round={lineage.round} noteId={lineage.note} onClose={() => setLineage(null)} />}
    </div>
  )
}

/** The notes that earlier rounds carried into this one. */
export function Carried({ view, round, onShowLineage }: MirrorProps & { onShowLineage: (note: NoteRef) => void }) {
  const earlier = view.rounds.filter((other) => other.number < round.number && other.records > 0).map((other) => other.number)
  if (!earlier.length || round.state === 'draft') return null
  return <CarriedFrom view={view} round={round} earlier={earlier.join()} onShowLineage={onShowLineage} />
}

/** Decisions of other rounds are placed when this one opens and stay as they are, so one look is enough. */
function CarriedFrom({ view, round, earlier, onShowLineage }: MirrorProps & { earlier: string; onShowLineage: (note: NoteRef) => void }) {
  const t = useWords()
  const carry = useLoaded(
    useCallback(async () => {
      const answers = await Promise.all(earlier.split(',').map((number) => readCarry(view.id, Number(number))))
      return answers.flatMap((answer) => answer.decisions)
    }, [view.id, earlier]),
  )
  if (carry.state === 'loading') return null
  if (carry.state === 'failed')
    return (
      <Notice kind="info" actions={<Button onPress={carry.again}>{t('common.retry')}</Button>}>
        {t('mirror.carriedFailed')}
      </Notice>
    )
  return <CarriedList view={view} round={round} decisions={carry.value} onShowLineage={onShowLineage} />
}

interface CarriedListProps extends MirrorProps {
  decisions: readonly CarryDecision[]
  onShowLineage: (note: NoteRef) => void
}

function CarriedList({ view, round, decisions, onShowLineage }: CarriedListProps) {
  const t = useWords()
  const carried = carriedInto(decisions, round.number)
  const rounds = [...new Set(carried.map(({ decision }) => decision.round))].sort((a, b) => a - b)
  return rounds.map((from) => (
    <section key={from} className={styles.carried} aria-label={t('mirror.carriedFrom', { round: from })}>
      <h3 className={styles.carriedTitle}>{t('mirror.carriedFrom', { round: from })}</h3>
      <ul className={styles.carriedList}>
        {carried
          .filter(({ decision }) => decision.round === from)
          .map(({ result, decision }) => {
            const group = groupShown(view, result.group)
            return (
              <li key={result.id} className={styles.carriedNote} lang={result.lang}>
                <p className={styles.words}>{result.text}</p>
                <div className={styles.foot}>
                  {group && <GroupMark group={group} withLabel />}
                  <span>{cellName(view.matrix, result.cell)}</span>
                  <span>{t(`carry.done.${decision.action}`)}</span>
                  <Button
                    size="small"
                    className={styles.plain ?? ''}
                    icon={<History aria-hidden />}
                    onPress={() => onShowLineage({ round: round.number, note: result.id })}
                  >
                    {t('lineage.open')}
                  </Button>
                </div>
              </li>
            )
          })}
      </ul>
    </section>
  ))
}
