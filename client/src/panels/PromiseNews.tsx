import { isLooser } from '@stocktake/shared/attribution'
import type { SessionView } from '@stocktake/shared/view'
import { X } from 'lucide-react'
import { useEffect, useState } from 'react'
import { personKey, recall, remember } from '../device.ts'
import { Button } from '../ui/Button.tsx'
import { useWords } from '../words/words.ts'
import type { Promised } from './ShownHow.tsx'

const NOW = { group: 'identity.nowByGroup', named: 'identity.nowNamed', anonymous: 'identity.nowAnonymous' } as const

/** Tells everybody that something else is promised about what they write than when they last read it here; it stays until they have. */
export function PromiseNews({ view, className }: { view: SessionView; className?: string | undefined }) {
  const t = useWords()
  const { attribution, readBeforeReveal } = view.settings
  const key = personKey('promised', view.id, view.me.memberId)
  const [read, setRead] = useState(() => sound(recall(key)))
  // Whoever comes for the first time finds it beside the box.
  useEffect(() => {
    if (read) return
    remember(key, { attribution, readBeforeReveal })
    setRead({ attribution, readBeforeReveal })
  }, [read, key, attribution, readBeforeReveal])

  const news: string[] = []
  if (read && read.attribution !== attribution)
    news.push(t(NOW[attribution]), t(isLooser(read.attribution, attribution) ? 'identity.earlierStay' : 'identity.earlierHidden'))
  if (read && read.readBeforeReveal !== readBeforeReveal) news.push(t(readBeforeReveal ? 'identity.nowRead' : 'identity.nowUnread'))
  return (
    // Always there, so that what appears in it is read out.
    <div role="status">
      {news.length > 0 && (
        <p className={className}>
          <span>{news.join(' ')}</span>
          <Button
            size="small"
            aria-label={t('common.close')}
            icon={<X aria-hidden />}
            onPress={() => {
              remember(key, { attribution, readBeforeReveal })
              setRead({ attribution, readBeforeReveal })
            }}
          />
        </p>
      )}
    </div>
  )
}

function sound(value: unknown): Promised | undefined {
  const { attribution, readBeforeReveal } = (typeof value === 'object' && value !== null ? value : {}) as Partial<Record<keyof Promised, unknown>>
  return ATTRIBUTIONS.includes(attribution as Promised['attribution'])
    ? { attribution: attribution as Promised['attribution'], readBeforeReveal: readBeforeReveal === true }
    : undefined
}

const ATTRIBUTIONS: readonly Promised['attribution'][] = ['group', 'named', 'anonymous']
