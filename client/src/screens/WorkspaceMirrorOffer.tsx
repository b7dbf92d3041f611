import type { Round } from '@stocktake/shared/session'
import type { SessionView } from '@stocktake/shared/view'
import { FileInput } from 'lucide-react'
import { useState } from 'react'
import { hasMirrorOf } from '../panels/overview/mirrored.ts'
import { Button } from '../ui/Button.tsx'
import { onDemand } from '../ui/onDemand.tsx'
import { useWords } from '../words/words.ts'

const DigestDialog = onDemand(async () => (await import('../panels/overview/DigestDialog.tsx')).DigestDialog, { isOver: true })

/** Between two rounds: the mirror of the one that was closed, for the one that comes, until it is on its shelf. */
export function WorkspaceMirrorOffer({ view, next }: { view: SessionView; next: Round }) {
  const t = useWords()
  const [isMaking, setMaking] = useState(false)
  const last = view.rounds.filter(({ number, state }) => state === 'closed' && number < next.number).at(-1)
  if (!last) return null
  if (hasMirrorOf(view, next, last.number) && !isMaking) return <span role="status">{t('overview.digestAdded', { round: next.number })}</span>
  return (
    <>
      <Button size="small" icon={<FileInput aria-hidden />} onPress={() => setMaking(true)}>
        {t('overview.digestAddFrom', { from: last.number, round: next.number })}
      </Button>
      {isMaking && <DigestDialog view={view} round={last} onClose={() => setMaking(false)} />}
    </>
  )
}
