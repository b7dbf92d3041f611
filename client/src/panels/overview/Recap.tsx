import type { Recap as RecapContent } from '@stocktake/shared/report/recap'
import type { Round } from '@stocktake/shared/session'
import type { SessionView } from '@stocktake/shared/view'
import { useCallback } from 'react'
import { readRecap } from '../../api.ts'
import { Button } from '../../ui/Button.tsx'
import { GroupMark } from '../../ui/GroupMark.tsx'
import { Loading } from '../../ui/Loading.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { useLoaded } from '../../ui/useLoaded.ts'
import { cellName } from '../../words/usual.ts'
import { sentence, useWords } from '../../words/words.ts'
import styles from './Recap.module.css'

/** *What we heard*: what this round begins with, from what the rounds before left. */
export function Recap({ view, round }: { view: SessionView; round: Round }) {
  const t = useWords()
  // What the round begins with changes when its shelf does; what was carried is settled.
  const shelf = JSON.stringify(round.shelf)
  // biome-ignore lint/correctness/useExhaustiveDependencies: another shelf is another question
  const recap = useLoaded(useCallback(() => readRecap(view.id, round.number), [view.id, round.number, shelf]))
  if (recap.state === 'loading') return <Loading />
  if (recap.state === 'failed')
    return (
      <Notice kind="warning" actions={<Button onPress={recap.again}>{t('common.retry')}</Button>}>
        {sentence(recap.problem, t)}
      </Notice>
    )
  return <Told view={view} recap={recap.value} />
}

function Told({ view, recap }: { view: SessionView; recap: RecapContent }) {
  const t = useWords()
  const { from, brought, left, stimulus, tensions, actions, question } = recap
  return (
    <div className={styles.recap}>
      {question && (
        <section>
          <h3 className={styles.title}>{t('overview.recapQuestion')}</h3>
          <p dir="auto" className={styles.question}>
            {question}
          </p>
        </section>
      )}
      {!from && <p>{t('overview.recapFirst')}</p>}
      {from && (
        <section>
          <h3 className={styles.title}>{t('overview.recapBrought', { round: from.number, title: from.title })}</h3>
          {brought.length === 0 && <p>{t('overview.recapBroughtNone')}</p>}
          <ul className={styles.list}>
            {brought.map(({ note, text, action, cell, group, first }) => (
              <li key={note} className={styles.item}>
                <p className={styles.words} dir="auto">
                  {text}
                </p>
                <p className={styles.foot}>
                  <span>{t(`overview.action.${action}`)}</span>
                  <span>{cellName(view.matrix, cell)}</span>
                  <GroupMark group={view.groups.find(({ id }) => id === group)} withLabel />
                </p>
                {first.map((wording) => (
                  <p key={`${wording.round} ${wording.text}`} className={styles.first} dir="auto">
                    {t('overview.recapFirstWording', wording)}
                  </p>
                ))}
              </li>
            ))}
          </ul>
        </section>
      )}
      {from && (
        <section>
          <h3 className={styles.title}>{t('overview.recapStimulus')}</h3>
          {stimulus.length === 0 && <p>{t('overview.recapStimulusNone')}</p>}
          <ul className={styles.list}>
            {stimulus.map(({ id, title, version, isNew, changes, fromNotes }) => (
              <li key={id} className={styles.item}>
                <p className={styles.words}>{isNew ? t('overview.recapNew', { title }) : t('overview.recapChanged', { title, version })}</p>
                {changes.map((change) => (
                  <p key={change}>{change}</p>
                ))}
                {fromNotes > 0 && <p className={styles.first}>{t('overview.recapFromNotes', { count: fromNotes })}</p>}
              </li>
            ))}
          </ul>
        </section>
      )}
      {tensions.length > 0 && (
        <section>
          <h3 className={styles.title}>{t('overview.recapTensions')}</h3>
          <ul className={styles.list}>
            {tensions.map(({ id, title, poleA, poleB, since }) => (
              <li key={id} className={styles.item}>
                {title && (
                  <p dir="auto" className={styles.words}>
                    {title}
                  </p>
                )}
                {poleA && poleB && <p>{t('overview.recapPoles', { a: poleA, b: poleB })}</p>}
                <p className={styles.first}>{t('overview.recapSince', { round: since })}</p>
              </li>
            ))}
          </ul>
        </section>
      )}
      {actions.length > 0 && (
        <section>
          <h3 className={styles.title}>{t('overview.recapActions')}</h3>
          <ul className={styles.list}>
            {actions.map(({ id, text, owner, due, since }) => (
              <li key={id} className={styles.item}>
                <p dir="auto" className={styles.words}>
                  {text}
                </p>
                <p className={styles.first}>
                  {[owner && t('overview.recapOwner', { owner }), due && t('overview.recapDue', { due }), t('overview.recapSince', { round: since })]
                    .filter(Boolean)
                    .join(', ')}
                </p>
              </li>
            ))}
          </ul>
        </section>
      )}
      {left.length > 0 && (
        <section>
          <h3 className={styles.title}>{t('overview.recapLeft')}</h3>
          <ul className={styles.list}>
            {left.map(({ text, action, reason }, i) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the list is told once and never changes
              <li key={i} className={styles.item}>
                <p className={styles.words} dir="auto">
                  {text}
                </p>
                <p className={styles.first}>
                  {t(`overview.action.${action}`)}: {reason || t('overview.recapNoReason')}
                </p>
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  )
}
