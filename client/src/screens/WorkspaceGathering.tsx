import type { SessionView } from '@stocktake/shared/view'
import { useEffect, useState } from 'react'
import { useStore } from 'zustand'
import type { BoardConnection } from '../sync/connection.ts'
import { askGathering, gathering, pick, sayGathering } from '../sync/gathering.ts'
import { useThemes } from '../sync/useBoard.ts'
import type { BoardRules } from '../sync/useRules.ts'
import { onDemand } from '../ui/onDemand.tsx'
import { useWords } from '../words/words.ts'

const GroupDialog = onDemand(async () => (await import('../panels/themes/GroupDialog.tsx')).GroupDialog, { isOver: true })
const MergeDialog = onDemand(async () => (await import('../panels/themes/MergeDialog.tsx')).MergeDialog, { isOver: true })
const NameTheme = onDemand(async () => (await import('../panels/themes/NameTheme.tsx')).NameTheme, { isOver: true })

export interface WorkspaceGatheringProps {
  view: SessionView
  connection: BoardConnection
  rules: BoardRules
  canWrite: boolean
}

/** The dialogs about themes that table, canvas and panels ask for, and what is said when they are done. */
export function WorkspaceGathering({ view, connection, rules, canWrite }: WorkspaceGatheringProps) {
  const t = useWords()
  const asked = useStore(gathering, (state) => state.asked)
  const themes = useThemes(connection)
  const said = useStore(gathering, (state) => state.said)
  // A theme just made is on the board before it is among what is shown.
  const [named, setNamed] = useState<(typeof themes)[number]>()
  const theme = asked && 'theme' in asked ? (themes.find(({ id }) => id === asked.theme) ?? named) : undefined
  if (theme && theme !== named) setNamed(theme)

  // biome-ignore lint/correctness/useExhaustiveDependencies: another board has other notes
  useEffect(
    () => () => {
      askGathering(null)
      pick(null)
      sayGathering('')
    },
    [connection],
  )

  const close = () => askGathering(null)
  const gatherer = { me: view.me, rules, canWrite }
  return (
    <>
      <span role="status" className="visually-hidden">
        {said}
      </span>
      {asked?.what === 'group-with' && (
        <GroupDialog
          {...gatherer}
          connection={connection}
          view={view}
          noteIds={asked.notes}
          onClose={close}
          onDone={(count) => {
            pick(null)
            sayGathering(t('themes.gathered', { count }))
          }}
        />
      )}
      {asked?.what === 'name' && theme?.id === asked.theme && <NameTheme key={theme.id} connection={connection} theme={theme} onClose={close} />}
      {asked?.what === 'merge' && theme?.id === asked.theme && (
        <MergeDialog {...gatherer} key={theme.id} connection={connection} view={view} theme={theme} onClose={close} />
      )}
    </>
  )
}
