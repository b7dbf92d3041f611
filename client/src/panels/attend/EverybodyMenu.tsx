import { isPaused } from '@stocktake/shared/attention'
import { cellsOf } from '@stocktake/shared/matrix'
import type { Round } from '@stocktake/shared/session'
import type { SessionView } from '@stocktake/shared/view'
import { Pause, Play, Presentation, Projector, UsersRound } from 'lucide-react'
import { useState } from 'react'
import { setPause } from '../../api.ts'
import { useSession } from '../../session.ts'
import { askToShow } from '../../sync/showing.ts'
import { Menu, MenuItem } from '../../ui/Menu.tsx'
import { useCommand } from '../../ui/useCommand.ts'
import { sentence, useWords } from '../../words/words.ts'
import { ProjectorDialog } from '../projector/ProjectorDialog.tsx'
import styles from './Attend.module.css'
import { ReadyGroups } from './ReadyGroups.tsx'

/** What facilitators do with everybody's attention: who is ready, a pause, showing a place. */
export function EverybodyMenu({ view, round }: { view: SessionView; round: Round }) {
  const t = useWords()
  const leaders = useSession((state) => state.here?.facilitators ?? 1)
  const { run, isRunning, problem } = useCommand()
  const [isProjecting, setProjecting] = useState(false)
  const paused = isPaused(view.attention, round.number)
  const [first = ''] = cellsOf(view.matrix, round.columns)

  const press = async () => {
    const after = await run(() => setPause(view.id, round.number, { paused: !paused }))
    if (after) useSession.getState().setView(after)
  }

  return (
    <>
      <Menu label={t('attend.everybody')} icon={<UsersRound aria-hidden />} size="small" isDisabled={isRunning}>
        <MenuItem icon={paused ? <Play aria-hidden /> : <Pause aria-hidden />} onAction={() => void press()}>
          {t(paused ? 'attend.goOn' : 'attend.pause')}
        </MenuItem>
        <MenuItem icon={<Presentation aria-hidden />} onAction={() => askToShow({ kind: 'cell', id: first })}>
          {t('attend.showTitle')}…
        </MenuItem>
        <MenuItem icon={<Projector aria-hidden />} onAction={() => setProjecting(true)}>
          {t('show.control')}…
        </MenuItem>
      </Menu>
      {isProjecting && <ProjectorDialog view={view} onClose={() => setProjecting(false)} />}
      <ReadyGroups view={view} round={round} />
      {leaders > 1 && <span className={`${styles.count} tabular`}>{t('attend.facilitators', { count: leaders })}</span>}
      {problem && <span className={styles.problem}>{sentence(problem, t)}</span>}
    </>
  )
}

/** The same as a row of its own, where a round is led without steps. */
export function EverybodyBar({ view, round }: { view: SessionView; round: Round }) {
  const t = useWords()
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms
    <div className={styles.bar} role="group" aria-label={t('steps.lead')}>
      <EverybodyMenu view={view} round={round} />
    </div>
  )
}
