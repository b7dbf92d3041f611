import { openRound } from '@stocktake/shared/rounds'
import type { SessionView } from '@stocktake/shared/view'
import { Plus } from 'lucide-react'
import { useState } from 'react'
import { addRound } from '../../api.ts'
import { useSession } from '../../session.ts'
import { Button } from '../../ui/Button.tsx'
import { Field } from '../../ui/Field.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { useCommand } from '../../ui/useCommand.ts'
import { sentence, useWords } from '../../words/words.ts'
import { RoundCard } from './RoundCard.tsx'
import styles from './Setup.module.css'

/** All rounds in order; the one that comes next is unfolded. */
export function RoundsSetup({ view }: { view: SessionView }) {
  const t = useWords()
  const now = openRound(view) ?? view.rounds.find((round) => round.state === 'draft')
  return (
    <div className="stack">
      {view.rounds.length === 0 && <p className={styles.help}>{t('setup.noRounds')}</p>}
      <ol className={styles.rounds}>
        {view.rounds.map((round) => (
          <li key={round.number}>
            <RoundCard view={view} round={round} startsOpen={round.number === now?.number} />
          </li>
        ))}
      </ol>
      <AddRound view={view} />
    </div>
  )
}

function AddRound({ view }: { view: SessionView }) {
  const t = useWords()
  const [title, setTitle] = useState('')
  const [checked, setChecked] = useState(false)
  const { run, isRunning, problem } = useCommand()

  async function add() {
    setChecked(true)
    if (!title.trim()) return
    const next = await run(() => addRound(view.id, { title }))
    if (!next) return
    useSession.getState().setView(next)
    setTitle('')
    setChecked(false)
  }

  return (
    <form
      className={styles.addRound}
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        void add()
      }}
    >
      <Field
        label={t('setup.newRound')}
        placeholder={t('setup.newRoundExample')}
        value={title}
        onChange={setTitle}
        maxLength={200}
        error={checked && !title.trim() ? t('setup.newRoundMissing') : undefined}
      />
      <Button type="submit" icon={<Plus aria-hidden />} isPending={isRunning}>
        {t('setup.addRound')}
      </Button>
      {problem && <Notice kind="danger">{sentence(problem, t)}</Notice>}
    </form>
  )
}
