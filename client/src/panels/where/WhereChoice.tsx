import type { Where } from '@stocktake/shared/session'
import { Choices } from '../../ui/Choices.tsx'
import { useWords } from '../../words/words.ts'

/** For who joins: in the room or elsewhere, in a press, or not said at all. */
export function WhereChoice({ value, onChange }: { value: Where | undefined; onChange: (where: Where) => void }) {
  const t = useWords()
  return (
    <Choices
      label={t('join.where')}
      value={value ?? null}
      onChange={(id) => onChange(id === 'room' ? 'room' : 'remote')}
      choices={[
        { id: 'room', label: t('join.whereRoom') },
        { id: 'remote', label: t('join.whereRemote') },
      ]}
    />
  )
}
