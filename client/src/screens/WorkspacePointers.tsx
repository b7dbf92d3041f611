import { useStore } from 'zustand'
import { choosePointers, FEW, POINTER_CHOICES, type PointerChoice, pointerChoice } from '../sync/pointers.ts'
import { Choices } from '../ui/Choices.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { useWords } from '../words/words.ts'

/** Whether to see where the others point on the canvas; what is chosen holds at once, on this device. */
export function WorkspacePointers({ onClose }: { onClose: () => void }) {
  const t = useWords()
  const choice = useStore(pointerChoice)
  return (
    <Dialog title={t('workspace.pointersTitle')} isOpen onClose={onClose} size="small">
      <Choices
        label={t('workspace.pointersTitle')}
        hideLabel
        choices={POINTER_CHOICES.map((id) => ({
          id,
          label: t(`workspace.pointersChoice.${id}`, { count: FEW }),
          description: t(`workspace.pointersText.${id}`, { count: FEW }),
        }))}
        value={choice}
        onChange={(id) => choosePointers(id as PointerChoice)}
      />
    </Dialog>
  )
}
