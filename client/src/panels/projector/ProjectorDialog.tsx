import { SCREENS } from '@stocktake/shared/kinds'
import type { SessionView } from '@stocktake/shared/view'
import { Presentation } from 'lucide-react'
import { useCallback } from 'react'
import { projectorKey, setScreen } from '../../api.ts'
import { useSession } from '../../session.ts'
import { LinkButton } from '../../ui/Button.tsx'
import { Choices } from '../../ui/Choices.tsx'
import { CopyButton } from '../../ui/CopyButton.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { useCommand } from '../../ui/useCommand.ts'
import { useLoaded } from '../../ui/useLoaded.ts'
import { sentence, useWords } from '../../words/words.ts'
import styles from './Projector.module.css'

/** The facilitators' hand on the projector: what stands there, and the way to it. */
export function ProjectorDialog({ view, onClose }: { view: SessionView; onClose: () => void }) {
  const t = useWords()
  const { id } = view
  const { run, isRunning, problem } = useCommand()
  const key = useLoaded(useCallback(() => projectorKey(id), [id]))
  const address = `/s/${id}/show`

  async function choose(chosen: string) {
    const screen = SCREENS.find((each) => each === chosen)
    const after = screen && (await run(() => setScreen(id, screen)))
    if (after) useSession.getState().setView(after)
  }

  return (
    <Dialog title={t('show.control')} isOpen onClose={onClose}>
      <div className={styles.control}>
        <p>{t('show.controlText')}</p>
        <Choices
          label={t('show.what')}
          value={view.attention.screen}
          onChange={(chosen) => void choose(chosen)}
          isDisabled={isRunning}
          choices={SCREENS.map((each) => ({ id: each, label: t(`show.screen.${each}`), ...(each === 'auto' ? { description: t('show.autoText') } : {}) }))}
          error={problem ? sentence(problem, t) : undefined}
        />
        <div className={styles.ways}>
          <LinkButton href={address} target="_blank" icon={<Presentation aria-hidden />}>
            {t('show.openPage')}
          </LinkButton>
          <span className={styles.help}>{t('show.openPageText')}</span>
        </div>
        {key.state === 'ready' && (
          <div className={styles.ways}>
            <span>{t('show.otherComputer')}</span>
            <CopyButton value={`${location.origin}${address}#${key.value.key}`} what={t('show.otherComputer')} />
          </div>
        )}
      </div>
    </Dialog>
  )
}
