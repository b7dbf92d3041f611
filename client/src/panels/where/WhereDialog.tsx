import type { Settings, Where } from '@stocktake/shared/session'
import type { SessionView } from '@stocktake/shared/view'
import { useState } from 'react'
import { sayWhere } from '../../api.ts'
import { useSession } from '../../session.ts'
import { Button } from '../../ui/Button.tsx'
import { Choices } from '../../ui/Choices.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { useCommand } from '../../ui/useCommand.ts'
import { sentence, useWords } from '../../words/words.ts'

const UNSAID = 'unsaid'

export interface WhereFieldProps {
  label: string
  unsaid: string
  /** What holds for who says nothing. */
  usual: Settings['where']
  value: Where | undefined
  onChange: (where: Where | undefined) => void
}

/** Where somebody takes part; saying nothing is a choice too. */
export function WhereField({ label, unsaid, usual, value, onChange }: WhereFieldProps) {
  const t = useWords()
  return (
    <Choices
      label={label}
      hideLabel
      value={value ?? UNSAID}
      onChange={(id) => onChange(id === 'room' || id === 'remote' ? id : undefined)}
      choices={[
        { id: 'room', label: t('join.whereRoom') },
        { id: 'remote', label: t('join.whereRemote') },
        { id: UNSAID, label: usual === 'ask' ? unsaid : t(`where.usual.${usual}`) },
      ]}
    />
  )
}

/** Where I am, for whoever said it otherwise before, or has moved. */
export function WhereDialog({ view, onClose }: { view: SessionView; onClose: () => void }) {
  const t = useWords()
  const [where, setWhere] = useState(view.me.where)
  const { run, isRunning, problem } = useCommand()
  async function save() {
    const after = await run(() => sayWhere(view.id, where ?? null))
    if (!after) return
    useSession.getState().setView(after)
    onClose()
  }
  return (
    <Dialog
      title={t('where.title')}
      isOpen
      onClose={onClose}
      size="small"
      actions={
        <>
          <Button onPress={onClose}>{t('common.cancel')}</Button>
          <Button variant="primary" isPending={isRunning} onPress={() => void save()}>
            {t('people.save')}
          </Button>
        </>
      }
    >
      <div className="stack">
        <p>{t('where.text')}</p>
        <WhereField label={t('where.title')} unsaid={t('where.unsaid')} usual={view.settings.where} value={where} onChange={setWhere} />
        {problem && <Notice kind="danger">{sentence(problem, t)}</Notice>}
      </div>
    </Dialog>
  )
}
