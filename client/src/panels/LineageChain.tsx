import type { NoteRef } from '@stocktake/shared/fields'
import type { LaterWording, LineageTree } from '@stocktake/shared/report/lineage'
import { CornerDownRight } from 'lucide-react'
import { useSession } from '../session.ts'
import { groupShown } from '../sync/whoseNote.ts'
import { Button } from '../ui/Button.tsx'
import { GroupMark } from '../ui/GroupMark.tsx'
import { cellName, useReadable } from '../words/usual.ts'
import { useWords } from '../words/words.ts'
import styles from './Lineage.module.css'
import { type LineagePart, partsOf, stepKey } from './LineageSteps.ts'

/** The steps to a note, first wording on top; ways that were merged stand indented before the merge. */
export function LineageChain({ tree }: { tree: LineageTree }) {
  return <Parts parts={partsOf(tree)} last={tree} />
}

function Parts({ parts, last }: { parts: readonly LineagePart[]; last: LineageTree }) {
  const t = useWords()
  return (
    <ol className={styles.chain}>
      {parts.map((part) =>
        part.kind === 'step' ? (
          <li
            key={stepKey(part.tree)}
            className={`${styles.step} ${part.tree === last ? styles.now : ''}`}
            aria-current={part.tree === last ? 'step' : undefined}
          >
            <Step tree={part.tree} isLast={part.tree === last} />
          </li>
        ) : (
          <li key={`ways to ${part.key}`} className={styles.branches}>
            <p className={styles.branchTitle}>{t('lineage.cameTogether', { count: part.ways.length })}</p>
            <ul className={styles.ways}>
              {part.ways.map((way, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a lineage is read once and never reordered
                <li key={index}>
                  <Parts parts={way} last={last} />
                </li>
              ))}
            </ul>
          </li>
        ),
      )}
    </ol>
  )
}

function Step({ tree, isLast }: { tree: LineageTree; isLast: boolean }) {
  const t = useWords()
  const view = useReadable(useSession((state) => state.view))
  const group = view && groupShown(view, tree.group)
  return (
    <>
      <p className={styles.when}>
        <strong>{t('lineage.round', { round: tree.note.round })}</strong>
        <span>{tree.action ? t(`lineage.action.${tree.action}`) : t('lineage.firstWording')}</span>
        {isLast && <span className={styles.here}>{t('lineage.thisNote')}</span>}
      </p>
      <p className={styles.text}>{tree.text || t('lineage.empty')}</p>
      <p className={styles.foot}>
        {group && <GroupMark group={group} withLabel />}
        {view && <span>{cellName(view.matrix, tree.cell)}</span>}
      </p>
    </>
  )
}

/** What a note became later, as links that go on from there. */
export function LineageLater({ later, onFollow }: { later: readonly LaterWording[]; onFollow: (note: NoteRef) => void }) {
  const t = useWords()
  if (!later.length) return null
  return (
    <section aria-label={t('lineage.later')} className={styles.later}>
      <h3>{t('lineage.later')}</h3>
      <ul>
        {later.map((wording) => (
          <li key={`${wording.round}:${wording.note}`}>
            <Button
              className={styles.follow ?? ''}
              icon={<CornerDownRight aria-hidden />}
              onPress={() => onFollow({ round: wording.round, note: wording.note })}
            >
              <span>
                <span className={styles.when}>
                  <strong>{t('lineage.round', { round: wording.round })}</strong> {t(`carry.done.${wording.action}`)}
                </span>
                <span className={styles.text}>{wording.text}</span>
              </span>
            </Button>
          </li>
        ))}
      </ul>
    </section>
  )
}
