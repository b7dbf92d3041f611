import type { Round } from '@stocktake/shared/session'
import type { SessionView } from '@stocktake/shared/view'
import { useEffect, useRef } from 'react'
import { askedTab } from './WorkspaceSide.tsx'
import { useSide } from './WorkspaceSideTabs.ts'

/**
 * On a screen with room the panel that is asked for stands beside the board while it is, and what stood there comes back
 * afterwards. The facilitator's press opens it, so it takes the focus from nobody and is not remembered as a choice.
 */
export function useAskedPanel(view: SessionView, round: Round | undefined): void {
  const tab = round && askedTab(view, round)
  const asked = tab?.id
  const isReadOn = tab?.isReadOn === true
  const before = useRef<string | null>(null)
  useEffect(() => {
    if (asked === undefined) return
    before.current = useSide.getState().open
    useSide.setState({ open: asked })
    return () => {
      // Who chose another one meanwhile keeps it.
      if (!isReadOn && useSide.getState().open === asked) useSide.setState({ open: before.current })
    }
  }, [asked, isReadOn])
}
