import type { RoundRecord } from '@stocktake/shared/record'
import { GroupMark } from '../ui/GroupMark.tsx'
import { dayOf, momentOf } from '../words/language.ts'
import { useWords } from '../words/words.ts'
import styles from './Record.module.css'
import { attendanceRows, cameTo } from './RecordRows.ts'

/** What a reader must know to cite a record: when, who by group, which version, what people looked at. */
export function RecordAbout({ record, hash }: { record: RoundRecord; hash: string }) {
  const t = useWords()
  const { round } = record
  const people = attendanceRows(record)
  const came = cameTo(record)
  const taken = record.withdrawals ?? []
  const used = round.shelf.flatMap((place) => {
    const item = record.stimulus.find((candidate) => candidate.id === place.id)
    return item && !place.hidden ? [{ item, version: place.version }] : []
  })
  return (
    <dl className={styles.about}>
      {round.question && (
        <div className={styles.wide}>
          <dt>{t('round.question')}</dt>
          <dd dir="auto">{round.question}</dd>
        </div>
      )}
      <div>
        <dt>{t('round.when')}</dt>
        <dd>
          {round.plan.date && <p>{t('round.planned', { date: dateOf(round.plan.date) })}</p>}
          {round.openedAt !== null && <p>{t('round.opened', { date: momentOf(round.openedAt) })}</p>}
          <p>{t('round.closed', { date: momentOf(record.closedAt) })}</p>
        </dd>
      </div>
      <div>
        <dt>{t('round.who')}</dt>
        <dd>
          {people.length ? (
            <ul className={styles.people}>
              {people.map(({ group, count }) => (
                <li key={group?.id ?? 'team'}>
                  <GroupMark group={group} />
                  <span>
                    {/* The number never stands alone on a line. */}
                    {group?.label ?? t('common.team')}:{'\u00a0'}
                    <span className="tabular">{count}</span>
                  </span>
                </li>
              ))}
            </ul>
          ) : (
            t('round.nobodyCounted')
          )}
          {came && <p>{t(came.unsaid ? 'round.cameUnsaid' : 'round.came', came)}</p>}
        </dd>
      </div>
      <div>
        <dt>{t('round.record')}</dt>
        <dd>
          <p>{t('round.versionIs', { version: record.version })}</p>
          <p>
            {t('round.hash')} <code title={hash}>{hash.slice(0, 12)}</code>
          </p>
          <p>{t('round.notes', { count: record.board.notes.length })}</p>
          {taken.length > 0 && <p>{t('withdraw.count', { count: taken.length, date: momentOf(Math.max(...taken.map(({ at }) => at))) })}</p>}
        </dd>
      </div>
      <div>
        <dt>{t('round.stimulus')}</dt>
        <dd>
          {used.length ? (
            <ul>
              {used.map(({ item, version }) => (
                <li key={item.id}>
                  {item.title}, {t('mirror.version', { version })}
                </li>
              ))}
            </ul>
          ) : (
            t('round.noStimulus')
          )}
        </dd>
      </div>
    </dl>
  )
}

/** A planned date as typed: read as a day where it is one, shown as it stands where not. */
function dateOf(typed: string): string {
  const time = /^\d{4}-\d{2}-\d{2}$/.test(typed) ? Date.parse(`${typed}T12:00:00`) : Number.NaN
  return Number.isNaN(time) ? typed : dayOf(time)
}
