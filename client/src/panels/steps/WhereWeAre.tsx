import type { Round } from '@stocktake/shared/session'
import { aroundLive, liveStep } from '@stocktake/shared/steps'
import { X } from 'lucide-react'
import { useState } from 'react'
import { recall, remember } from '../../device.ts'
import { Button } from '../../ui/Button.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { useWords } from '../../words/words.ts'

/** For somebody who comes while a round is under way: which step it is, what was before, what comes. Told once on a device. */
export function WhereWeAre({ stocktakeId, round }: { stocktakeId: string; round: Round }) {
  const t = useWords()
  const step = liveStep(round)
  const { index, next } = aroundLive(round)
  const key = `stocktake/was-here/${stocktakeId}/${round.number}`
  const [isLate, setLate] = useState(() => {
    const isNew = recall(key) !== true
    if (isNew && step) remember(key, true)
    return isNew && index > 0
  })
  if (!isLate || !step) return null
  const before = round.steps.slice(0, index).map(({ title }) => title)
  return (
    <Notice
      title={t('steps.joined', { place: index + 1, count: round.steps.length, title: step.title })}
      actions={
        <Button size="small" icon={<X aria-hidden />} onPress={() => setLate(false)}>
          {t('common.close')}
        </Button>
      }
    >
      {step.instruction} {before.length > 0 && t('steps.joinedSoFar', { titles: before.join(', ') })} {next && t('steps.joinedNext', { title: next.title })}
    </Notice>
  )
}
