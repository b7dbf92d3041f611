import type { Note } from '@stocktake/shared/board/schema'
import type { SessionView } from '@stocktake/shared/view'
import { createContext, type ReactNode, useContext, useState } from 'react'
import { withdrawNote } from '../api.ts'
import { useSession } from '../session.ts'
import { Button } from '../ui/Button.tsx'
import { Confirm } from '../ui/Confirm.tsx'
import { useCommand } from '../ui/useCommand.ts'
import { useWords } from '../words/words.ts'
import styles from './Withdrawing.module.css'

const Ask = createContext<((round: number, note: Note) => void) | null>(null)

/** Lets facilitators take notes of the records inside back, after a plain warning. */
export function Withdrawing({ view, isPossible, children }: { view: SessionView; isPossible: boolean; children: ReactNode }) {
  const t = useWords()
  const [asked, setAsked] = useState<{ round: number; note: Note } | null>(null)
  const command = useCommand()
  const close = () => {
    command.forget()
    setAsked(null)
  }

  async function withdraw() {
    if (!asked) return
    const next = await command.run(() => withdrawNote(view.id, asked.round, asked.note.id))
    if (!next) return
    useSession.getState().setView(next)
    close()
  }

  return (
    <Ask.Provider value={isPossible && view.me.role === 'facilitator' ? (round, note) => setAsked({ round, note }) : null}>
      {children}
      <Confirm
        title={t('withdraw.title')}
        isOpen={asked !== null}
        onClose={close}
        go={t('withdraw.do')}
        onGo={() => void withdraw()}
        isDangerous
        command={command}
      >
        <blockquote className={styles.words} lang={asked?.note.lang}>
          {asked?.note.text || t('lineage.empty')}
        </blockquote>
        <p>{t('withdraw.gone')}</p>
        <p>{t('withdraw.stays')}</p>
        <p>{t('withdraw.elsewhere')}</p>
        <p>
          <strong>{t('withdraw.never')}</strong>
        </p>
      </Confirm>
    </Ask.Provider>
  )
}

/** The button on a note of a record, for whoever may. */
export function WithdrawButton({ round, note }: { round: number; note: Note }) {
  const t = useWords()
  const ask = useContext(Ask)
  if (!ask || note.withdrawn) return null
  return (
    <Button
      size="small"
      className={styles.open ?? ''}
      aria-label={t('withdraw.openFor', { text: note.text || t('lineage.empty') })}
      onPress={() => ask(round, note)}
    >
      {t('withdraw.open')}
    </Button>
  )
}
