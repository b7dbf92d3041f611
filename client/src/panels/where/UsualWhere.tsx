import type { Settings } from '@stocktake/shared/session'
import type { SessionView } from '@stocktake/shared/view'
import { editStocktake } from '../../api.ts'
import { useSession } from '../../session.ts'
import { Choices } from '../../ui/Choices.tsx'
import { useCommand } from '../../ui/useCommand.ts'
import { sentence, useWords } from '../../words/words.ts'

const USUAL: readonly Settings['where'][] = ['ask', 'room', 'remote']

/** Where people take part who say nothing else, and so whether those who join are asked. */
export function UsualWhere({ view }: { view: SessionView }) {
  const t = useWords()
  const { run, isRunning, problem } = useCommand()

  async function set(where: Settings['where']) {
    const next = await run(() => editStocktake(view.id, { settings: { where } }))
    if (next) useSession.getState().setView(next)
  }

  return (
    <Choices
      label={t('where.usualTitle')}
      description={t('where.usualText')}
      value={view.settings.where}
      onChange={(id) => void set(USUAL.find((each) => each === id) ?? 'ask')}
      isDisabled={isRunning}
      choices={[
        { id: 'ask', label: t('where.usualAsk'), description: t('where.usualAskText') },
        { id: 'room', label: t('where.usualRoom'), description: t('where.usualNotAsked') },
        { id: 'remote', label: t('where.usualRemote'), description: t('where.usualNotAsked') },
      ]}
      error={problem ? sentence(problem, t) : undefined}
    />
  )
}
