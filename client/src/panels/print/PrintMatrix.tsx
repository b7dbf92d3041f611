import type { Contradiction, LedgerEntry, Note, Theme } from '@stocktake/shared/board/schema'
import { cellId, columnsOf } from '@stocktake/shared/matrix'
import type { Round } from '@stocktake/shared/session'
import type { SessionView } from '@stocktake/shared/view'
import { fileAddress } from '../../files.ts'
import type { BoardConnection } from '../../sync/connection.ts'
import { useLedger, useNotes, useTensions, useThemes } from '../../sync/useBoard.ts'
import { groupless, whoseNote } from '../../sync/whoseNote.ts'
import { GroupMark } from '../../ui/GroupMark.tsx'
import { useWords } from '../../words/words.ts'
import { dueWords } from '../ledger/ledgerWords.ts'
import { statusWords } from '../tensions/tensionWords.ts'
import styles from './Print.module.css'

interface PrintMatrixProps {
  view: SessionView
  round: Round
  connection: BoardConnection
}

/** All notes of a round where they stand, each with its group in words; then the parking lot, the tensions and the ledger. */
export function PrintMatrix({ view, round, connection }: PrintMatrixProps) {
  const t = useWords()
  const written = useNotes(connection).filter(({ text, picture }) => text.trim() || picture)
  const themes = useThemes(connection)
  const tensions = useTensions(connection)
  const ledger = useLedger(connection)
  const columns = columnsOf(view.matrix, round.columns)
  const shown = new Set(view.matrix.dimensions.flatMap((row) => columns.map((type) => cellId(row.id, type.id))))
  const parked = written.filter(({ at }) => at.cell === null || !shown.has(at.cell))

  return (
    <>
      {view.matrix.dimensions.map((row) => (
        // A table for each row, so that every page a long row goes on to says which one it is.
        <table key={row.id} className={styles.matrix}>
          <thead>
            <tr>
              <th colSpan={columns.length} scope="colgroup" className={styles.row}>
                {row.label}
              </th>
            </tr>
            <tr>
              {columns.map((type) => (
                <th key={type.id} scope="col">
                  {type.label}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            <tr>
              {columns.map((type) => (
                <td key={type.id}>
                  <Notes view={view} notes={written.filter(({ at }) => at.cell === cellId(row.id, type.id))} themes={themes} />
                </td>
              ))}
            </tr>
          </tbody>
        </table>
      ))}
      {parked.length > 0 && (
        <section className={styles.part}>
          <h3>{t('table.parking')}</h3>
          <Notes view={view} notes={parked} themes={themes} />
        </section>
      )}
      {tensions.length > 0 && <Tensions tensions={tensions} />}
      {ledger.length > 0 && <Ledger view={view} ledger={ledger} />}
    </>
  )
}

function Notes({ view, notes, themes }: { view: SessionView; notes: readonly Note[]; themes: readonly Theme[] }) {
  const t = useWords()
  if (!notes.length) return <p className={styles.none}>{t('print.empty')}</p>
  const named = themes.flatMap((theme) => {
    const members = notes.filter((note) => note.theme === theme.id)
    return members.length ? [{ theme, members }] : []
  })
  const known = new Set(named.map(({ theme }) => theme.id))
  return (
    <>
      {named.map(({ theme, members }) => (
        <section key={theme.id}>
          <h3 className={styles.theme}>{theme.label}</h3>
          <List view={view} notes={members} />
        </section>
      ))}
      <List view={view} notes={notes.filter(({ theme }) => !known.has(theme ?? ''))} />
    </>
  )
}

function List({ view, notes }: { view: SessionView; notes: readonly Note[] }) {
  const t = useWords()
  if (!notes.length) return null
  return (
    <ul className={styles.notes}>
      {notes.map((note) => {
        const whose = whoseNote(view, note)
        return (
          <li key={note.id} className={styles.note}>
            {note.picture && <img src={fileAddress(view.id, note.picture.file)} alt={note.picture.alt} className={styles.picture} />}
            <p className={styles.words} lang={note.lang} dir="auto">
              {note.text}
            </p>
            <p className={styles.foot}>
              {whose.group ? <GroupMark group={whose.group} size="0.9em" withLabel /> : groupless(whose, t)}
              {whose.author && <span>{whose.author}</span>}
            </p>
          </li>
        )
      })}
    </ul>
  )
}

function Tensions({ tensions }: { tensions: readonly Contradiction[] }) {
  const t = useWords()
  return (
    <section className={styles.part}>
      <h3>{t('print.tensions')}</h3>
      <ul className={styles.list}>
        {tensions.map((tension) => (
          <li key={tension.id}>
            <strong>{tension.title || t('tensions.untitled')}</strong>
            <p>{t('tensions.between', { a: tension.poleA || t('tensions.poleUnknown'), b: tension.poleB || t('tensions.poleUnknown') })}</p>
            <p className={styles.foot}>{statusWords(tension, t)}</p>
          </li>
        ))}
      </ul>
    </section>
  )
}

function Ledger({ view, ledger }: { view: SessionView; ledger: readonly LedgerEntry[] }) {
  const t = useWords()
  return (
    <section className={styles.part}>
      <h3>{t('print.ledger')}</h3>
      <ul className={styles.list}>
        {ledger.map((entry) => {
          const owner = view.groups.find(({ id }) => id === entry.ownerGroup)
          return (
            <li key={entry.id}>
              <strong>{t(`ledger.kinds.${entry.kind}`)}:</strong> {entry.text}
              <p className={styles.foot}>
                {owner && <span>{t('ledger.ownerIs', { group: owner.label })}</span>}
                {entry.due && <span>{t('ledger.dueIs', { date: dueWords(entry.due) })}</span>}
              </p>
            </li>
          )
        })}
      </ul>
    </section>
  )
}
