import type { Contradiction, Note } from '@stocktake/shared/board/schema'
import { isOpenTension, TENSION_STATUSES, tensionStatus } from '@stocktake/shared/standing'
import type { SessionView } from '@stocktake/shared/view'
import { Check, CircleDashed, Ellipsis, PencilLine, Trash2 } from 'lucide-react'
import { ask } from '../../sync/asks.ts'
import { tensionName } from '../../sync/tensionName.ts'
import { Button } from '../../ui/Button.tsx'
import { Menu, MenuItem } from '../../ui/Menu.tsx'
import { Select } from '../../ui/Select.tsx'
import { useWords } from '../../words/words.ts'
import { NoteLinks } from './NoteLinks.tsx'
import styles from './Tensions.module.css'
import { groupWords, levelWords, manifestationWords, nodeWords, statusWords } from './tensionWords.ts'

export interface TensionCardProps {
  view: SessionView
  round: number
  notes: readonly Note[]
  tension: Contradiction
  mayChange: boolean
  /** The team says what became of it; whoever names tensions need not. */
  maySettle: boolean
  onStatus: (status: string) => void
  onRemove: () => void
}

/** One tension: its poles, what is known of it, the notes it is between, and how far it has been taken on. */
export function TensionCard({ view, round, notes, tension, mayChange, maySettle, onStatus, onRemove }: TensionCardProps) {
  const t = useWords()
  const title = tensionName(tension, t)
  const isOpen = isOpenTension(tension)
  const facts = [
    tension.manifestation && manifestationWords(tension.manifestation, t),
    tension.level && levelWords(tension.level, t),
    view.settings.attribution !== 'anonymous' && tension.betweenGroups.length > 0
      ? t('tensions.betweenGroups', { groups: groupWords(view.groups, tension.betweenGroups) })
      : '',
    tension.nodes.length > 0 && nodeWords(tension.nodes, t),
  ].filter(Boolean)
  const links = { view, round, notes }

  return (
    <li className={styles.card} data-tension={tension.id} data-settled={isOpen ? undefined : ''} tabIndex={-1}>
      <div className={styles.cardHead}>
        <h4 className={styles.cardTitle} dir="auto">
          {title}
        </h4>
        {mayChange && (
          <Menu label={t('tensions.actions', { title })} icon={<Ellipsis aria-hidden />} iconOnly size="small">
            <MenuItem icon={<PencilLine aria-hidden />} onAction={() => ask({ what: 'edit-tension', tension: tension.id })}>
              {t('tensions.edit')}
            </MenuItem>
            {!tension.since && (
              <MenuItem icon={<Trash2 aria-hidden />} danger onAction={onRemove}>
                {t('tensions.remove')}
              </MenuItem>
            )}
          </Menu>
        )}
      </div>
      <p className={styles.state}>
        <span className={styles.status} data-open={isOpen || undefined}>
          {isOpen ? <CircleDashed aria-hidden /> : <Check aria-hidden />}
          {statusWords(tension, t)}
        </span>
        {tension.since && <span>{t('tensions.since', { round: tension.since.round })}</span>}
      </p>
      {tension.title && (tension.poleA || tension.poleB) && (
        <dl className={styles.sides}>
          <dt>{t('tensions.poleA')}</dt>
          <dd dir="auto">{tension.poleA || t('tensions.poleUnknown')}</dd>
          <dt>{t('tensions.poleB')}</dt>
          <dd dir="auto">{tension.poleB || t('tensions.poleUnknown')}</dd>
        </dl>
      )}
      {tension.cue && (
        <blockquote className={styles.cue} dir="auto">
          “{tension.cue}”
        </blockquote>
      )}
      {facts.length > 0 && <p className={styles.facts}>{facts.join(' · ')}</p>}
      <NoteLinks {...links} refs={tension.evidence} label={t('tensions.notes')} />
      <NoteLinks {...links} refs={tension.addressedBy} label={t('tensions.addressedBy')} />
      {maySettle && (
        <div className={styles.settle}>
          <Select
            label={t('tensions.statusOf', { title })}
            hideLabel
            value={tensionStatus(tension)}
            options={TENSION_STATUSES.map((id) => ({ id, label: t(`tensions.statuses.${id}`) }))}
            onChange={onStatus}
            className={styles.statusSelect ?? ''}
          />
          <Button size="small" onPress={() => ask({ what: 'address-tension', tension: tension.id })}>
            {t(tension.since ? 'tensions.address' : 'tensions.addressShort')}
          </Button>
        </div>
      )}
    </li>
  )
}
