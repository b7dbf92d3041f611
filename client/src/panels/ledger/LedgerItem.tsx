import type { LedgerEntry, Note } from '@stocktake/shared/board/schema'
import { actionStatus, isOpenEntry } from '@stocktake/shared/standing'
import type { SessionView } from '@stocktake/shared/view'
import { Ellipsis, PencilLine, Trash2 } from 'lucide-react'
import { serverNow } from '../../serverTime.ts'
import { ask } from '../../sync/asks.ts'
import { Checkbox } from '../../ui/Checkbox.tsx'
import { GroupMark } from '../../ui/GroupMark.tsx'
import { Menu, MenuItem } from '../../ui/Menu.tsx'
import { useWords } from '../../words/words.ts'
import { NoteLinks } from '../tensions/NoteLinks.tsx'
import styles from './Ledger.module.css'
import { dueWords, isLate } from './ledgerWords.ts'

export interface LedgerItemProps {
  view: SessionView
  round: number
  notes: readonly Note[]
  entry: LedgerEntry
  mayKeep: boolean
  onStatus: (status: string) => void
  onRemove: () => void
}

/** One decision, action or parked item, with what it comes from and where it stands. */
export function LedgerItem({ view, round, notes, entry, mayKeep, onStatus, onRemove }: LedgerItemProps) {
  const t = useWords()
  const { kind, text, ownerGroup, due, outcome, since } = entry
  const group = view.groups.find(({ id }) => id === ownerGroup)
  const status = actionStatus(entry)
  return (
    <li className={styles.item} data-entry={entry.id} data-open={isOpenEntry(entry) || undefined}>
      <div className={styles.itemHead}>
        <p className={styles.itemText} dir="auto">
          {text}
        </p>
        {mayKeep && (
          <Menu label={t('ledger.actions', { text })} icon={<Ellipsis aria-hidden />} iconOnly size="small">
            <MenuItem icon={<PencilLine aria-hidden />} onAction={() => ask({ what: 'edit-entry', entry: entry.id })}>
              {t('ledger.edit')}
            </MenuItem>
            <MenuItem icon={<Trash2 aria-hidden />} danger onAction={onRemove}>
              {t('ledger.remove')}
            </MenuItem>
          </Menu>
        )}
      </div>
      <p className={styles.facts}>
        <span>{t(`ledger.kinds.${kind}`)}</span>
        {kind === 'action' && <span className={styles.status}>{t(`ledger.statuses.${status}`)}</span>}
        {ownerGroup && (
          <span className={styles.owner}>
            <GroupMark group={group} />
            {t('ledger.ownerIs', { group: group?.label ?? ownerGroup })}
          </span>
        )}
        {due && (
          <span>
            {t('ledger.dueIs', { date: dueWords(due) })}
            {isLate(entry, serverNow()) && <strong className={styles.late}> ({t('ledger.late')})</strong>}
          </span>
        )}
        {since && <span>{t('ledger.since', { round: since.round })}</span>}
      </p>
      {outcome && (
        <p className={styles.outcome} dir="auto">
          {t('ledger.outcomeIs', { text: outcome })}
        </p>
      )}
      <NoteLinks view={view} round={round} notes={notes} refs={entry.fromNotes} label={t('ledger.fromNotes')} />
      {kind === 'action' && mayKeep && status !== 'dropped' && (
        <Checkbox isSelected={status === 'done'} onChange={(is) => onStatus(is ? 'done' : 'open')}>
          {t('ledger.doneShort')}
          <span className="visually-hidden">: {text}</span>
        </Checkbox>
      )}
    </li>
  )
}
