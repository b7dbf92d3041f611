import type { Settings } from '@stocktake/shared/session'
import type { SessionView } from '@stocktake/shared/view'
import { useState } from 'react'
import { editStocktake } from '../api.ts'
import { useSession } from '../session.ts'
import { Button } from '../ui/Button.tsx'
import { Checkbox } from '../ui/Checkbox.tsx'
import { Choices } from '../ui/Choices.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { Notice } from '../ui/Notice.tsx'
import { useCommand } from '../ui/useCommand.ts'
import { sentence, useWords } from '../words/words.ts'
import styles from './ShownHow.module.css'

export type Promised = Pick<Settings, 'attribution' | 'readBeforeReveal'>

/** What people are promised about what they write: whose it is shown to be, and whether anybody reads it before the reveal. */
export function ShownHow({ value, onChange }: { value: Promised; onChange: (change: Partial<Promised>) => void }) {
  const t = useWords()
  return (
    <>
      <Choices
        label={t('setup.attribution')}
        description={t('identity.shownHowText')}
        value={value.attribution}
        onChange={(attribution) => onChange({ attribution: attribution as Promised['attribution'] })}
        choices={[
          { id: 'group', label: t('identity.byGroup'), description: t('identity.byGroupText') },
          { id: 'named', label: t('identity.named'), description: t('identity.namedText') },
          { id: 'anonymous', label: t('identity.byNobody'), description: t('identity.byNobodyText') },
        ]}
      />
      <div>
        <Checkbox isSelected={value.readBeforeReveal} onChange={(readBeforeReveal) => onChange({ readBeforeReveal })}>
          {t('identity.readBefore')}
        </Checkbox>
        <p className={styles.help}>{t('identity.readBeforeText')}</p>
      </div>
    </>
  )
}

/** The same while a round runs. */
export function ShownHowDialog({ view, onClose }: { view: SessionView; onClose: () => void }) {
  const t = useWords()
  const { attribution, readBeforeReveal } = view.settings
  const [value, setValue] = useState<Promised>({ attribution, readBeforeReveal })
  const { run, isRunning, problem } = useCommand()
  const isSame = value.attribution === attribution && value.readBeforeReveal === readBeforeReveal
  async function save() {
    const after = await run(() => editStocktake(view.id, { settings: value }))
    if (!after) return
    useSession.getState().setView(after)
    onClose()
  }
  return (
    <Dialog
      title={t('identity.shownHowTitle')}
      isOpen
      onClose={onClose}
      actions={
        <Button variant="primary" isPending={isRunning} isDisabled={isSame} onPress={() => void save()}>
          {t('identity.save')}
        </Button>
      }
    >
      <ShownHow value={value} onChange={(change) => setValue({ ...value, ...change })} />
      {problem && <Notice kind="danger">{sentence(problem, t)}</Notice>}
    </Dialog>
  )
}
