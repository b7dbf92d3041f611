import type { Contradiction, LedgerEntry } from '@stocktake/shared/board/schema'
import type { NoteRef } from '@stocktake/shared/fields'
import type { RoundRecord } from '@stocktake/shared/record'
import { actionStatus } from '@stocktake/shared/standing'
import { tensionName } from '../sync/tensionName.ts'
import { useWords } from '../words/words.ts'
import { dueWords, KINDS } from './ledger/ledgerWords.ts'
import styles from './RecordKept.module.css'
import { groupWords, levelWords, manifestationWords, statusWords } from './tensions/tensionWords.ts'

/** What a round left beside its notes, as its record has it: tensions, decisions, actions, what was parked. */
export function RecordKept({ record }: { record: RoundRecord }) {
  const t = useWords()
  const { contradictions, ledger } = record.board
  const kinds = KINDS.map((kind) => ({ kind, entries: ledger.filter((entry) => entry.kind === kind) })).filter(({ entries }) => entries.length > 0)
  if (!contradictions.length && !kinds.length) return null
  return (
    <div className={styles.kept}>
      {contradictions.length > 0 && (
        <section className={styles.part}>
          <h2 className={styles.title}>{t('tensions.title')}</h2>
          <ul className={styles.list}>
            {contradictions.map((tension) => (
              <Tension key={tension.id} record={record} tension={tension} />
            ))}
          </ul>
        </section>
      )}
      {kinds.map(({ kind, entries }) => (
        <section key={kind} className={styles.part}>
          <h2 className={styles.title}>{t(`ledger.filters.${kind}`)}</h2>
          <ul className={styles.list}>
            {entries.map((entry) => (
              <Entry key={entry.id} record={record} entry={entry} />
            ))}
          </ul>
        </section>
      ))}
    </div>
  )
}

function Tension({ record, tension }: { record: RoundRecord; tension: Contradiction }) {
  const t = useWords()
  const { poleA, poleB, title, cue, level, manifestation, betweenGroups, since } = tension
  const facts = [
    statusWords(tension, t),
    since ? t('tensions.since', { round: since.round }) : '',
    manifestation && manifestationWords(manifestation, t),
    level && levelWords(level, t),
    betweenGroups.length ? t('tensions.betweenGroups', { groups: groupWords(record.groups, betweenGroups) }) : '',
  ]
  return (
    <li className={styles.item}>
      <p className={styles.name} dir="auto">
        {tensionName(tension, t)}
      </p>
      {title && (poleA || poleB) && <p dir="auto">{t('tensions.between', { a: poleA || t('tensions.poleUnknown'), b: poleB || t('tensions.poleUnknown') })}</p>}
      {cue && (
        <p className={styles.cue} dir="auto">
          “{cue}”
        </p>
      )}
      <p className={styles.facts}>{facts.filter(Boolean).join(' · ')}</p>
      <Notes record={record} refs={tension.evidence} label={t('tensions.notes')} />
      <Notes record={record} refs={tension.addressedBy} label={t('tensions.addressedBy')} />
    </li>
  )
}

function Entry({ record, entry }: { record: RoundRecord; entry: LedgerEntry }) {
  const t = useWords()
  const { ownerGroup, due, outcome, since } = entry
  const facts = [
    entry.kind === 'action' ? t(`ledger.statuses.${actionStatus(entry)}`) : '',
    ownerGroup ? t('ledger.ownerIs', { group: groupWords(record.groups, [ownerGroup]) }) : '',
    due ? t('ledger.dueIs', { date: dueWords(due) }) : '',
    since ? t('ledger.since', { round: since.round }) : '',
    outcome ? t('ledger.outcomeIs', { text: outcome }) : '',
  ].filter(Boolean)
  return (
    <li className={styles.item}>
      <p dir="auto">{entry.text}</p>
      {facts.length > 0 && <p className={styles.facts}>{facts.join(' · ')}</p>}
      <Notes record={record} refs={entry.fromNotes} label={t('ledger.fromNotes')} />
    </li>
  )
}

/** Notes of this round in their own words; of another round its number alone, since they stand in its record. */
function Notes({ record, refs, label }: { record: RoundRecord; refs: readonly NoteRef[]; label: string }) {
  const t = useWords()
  const words = refs.flatMap((ref) => (ref.round === record.round.number ? (record.board.notes.find(({ id }) => id === ref.note)?.text ?? []) : []))
  const others = [...new Set(refs.filter(({ round }) => round !== record.round.number).map(({ round }) => round))].sort((a, b) => a - b)
  if (!words.length && !others.length) return null
  return (
    <p className={styles.facts} dir="auto">
      {label}: {[...words.map((text) => `“${text}”`), ...others.map((round) => t('tensions.fromRound', { round }))].join(', ')}
    </p>
  )
}
