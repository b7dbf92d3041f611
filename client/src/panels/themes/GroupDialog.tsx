import type { SessionView } from '@stocktake/shared/view'
import { Group, StickyNote } from 'lucide-react'
import { useState } from 'react'
import type { BoardConnection } from '../../sync/connection.ts'
import { type Gatherer, groupNotes, inTheme, mayGather, themeName } from '../../sync/gathering.ts'
import { useNotes, useThemes } from '../../sync/useBoard.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { Field } from '../../ui/Field.tsx'
import { cellName } from '../../words/usual.ts'
import { useWords } from '../../words/words.ts'
import styles from './Themes.module.css'
import { type ThemeChoice, themeChoices } from './themeChoices.ts'

export interface GroupDialogProps extends Gatherer {
  connection: BoardConnection
  view: SessionView
  /** The notes to be grouped. */
  noteIds: readonly string[]
  onClose: () => void
  /** Says what was done, to who hears the page. */
  onDone: (gathered: number) => void
}

/** What a note, or several, can be put together with: a list to choose from, for every hand and every keyboard. */
export function GroupDialog({ connection, view, noteIds, onClose, onDone, ...gatherer }: GroupDialogProps) {
  const t = useWords()
  const notes = useNotes(connection)
  const themes = useThemes(connection)
  const [words, setWords] = useState('')
  const own = notes.filter(({ id }) => noteIds.includes(id))
  const choices = themeChoices(notes, themes, noteIds, words)
  const parts = [
    ['themes.listThemesHere', choices.themesHere],
    ['themes.listNotesHere', choices.notesHere],
    ['themes.listThemes', choices.themes],
    ['themes.listNotes', choices.notes],
  ] as const
  const allowed = (choice: ThemeChoice) =>
    choice.kind === 'theme' ? mayGather(gatherer, own, choice.theme) : mayGather(gatherer, [...own, choice.note], choice.theme)
  const shown = parts.map(([label, list]) => [label, list.filter(allowed)] as const).filter(([, list]) => list.length)

  const choose = (choice: ThemeChoice) => {
    const ids = own.map(({ id }) => id)
    onClose()
    if (choice.kind === 'theme') groupNotes(connection, ids, choice.theme.id)
    // With a note that stands in a theme they go into that one; else into one that they have, else into a new one.
    else groupNotes(connection, [...ids, choice.note.id], choice.theme?.id)
    onDone(ids.length + (choice.kind === 'note' ? 1 : 0))
  }

  return (
    <Dialog title={t('themes.groupMany', { count: own.length })} isOpen onClose={onClose}>
      <blockquote className={styles.quote} dir="auto">
        {own.map(({ text }) => text || t('table.noteEmpty')).join('\n')}
      </blockquote>
      <Field label={t('themes.find')} value={words} onChange={setWords} type="search" autoFocus />
      {own.length > 1 && !words && mayGather(gatherer, own) && (
        <Button
          icon={<Group aria-hidden />}
          className={styles.choice ?? ''}
          onPress={() => {
            onClose()
            const ids = own.map(({ id }) => id)
            groupNotes(connection, ids, null)
            onDone(own.length)
          }}
        >
          {t('themes.newTheme')}
        </Button>
      )}
      {shown.map(([label, list]) => (
        <section key={label} className={styles.part}>
          <h3>{t(label)}</h3>
          {list.map((choice) => (
            <Choice key={choice.kind === 'theme' ? `t ${choice.theme.id}` : choice.note.id} choice={choice} view={view} onPress={() => choose(choice)} />
          ))}
        </section>
      ))}
      <p role="status" className={styles.quiet}>
        {shown.length === 0 ? t('themes.nothingFound') : choices.more ? t('themes.more') : ''}
      </p>
    </Dialog>
  )
}

function Choice({ choice, view, onPress }: { choice: ThemeChoice; view: SessionView; onPress: () => void }) {
  const t = useWords()
  const cells = (list: readonly (string | null)[]) => list.map((cell) => cellName(view.matrix, cell)).join('; ')
  const [name, about] =
    choice.kind === 'theme'
      ? [themeName(choice.theme, t), [t('themes.notes', { count: choice.count }), cells(choice.cells)].filter(Boolean).join(', ')]
      : [choice.note.text, [cells([choice.note.at.cell]), ...(choice.theme ? [inTheme(choice.theme, t)] : [])].join(', ')]
  const Icon = choice.kind === 'theme' ? Group : StickyNote
  return (
    <Button icon={<Icon aria-hidden />} className={styles.choice ?? ''} onPress={onPress}>
      <span>
        <span className={styles.choiceWords} dir="auto">
          {name}
        </span>
        <span className={styles.about}>{about}</span>
      </span>
    </Button>
  )
}
