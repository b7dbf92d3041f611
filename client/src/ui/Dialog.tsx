import { type ReactNode, useState } from 'react'
import { onDemand } from './onDemand.tsx'

export interface DialogProps {
  title: string
  isOpen: boolean
  /** Called for Escape, the close button and a press outside. */
  onClose: () => void
  children: ReactNode
  /** The row of buttons at the bottom; it stays in view while the rest scrolls. */
  actions?: ReactNode
  size?: 'small' | 'normal' | 'wide'
  /** `alertdialog` for a question that must be answered; a press outside does not close it. */
  role?: 'dialog' | 'alertdialog'
}

const OpenDialog = onDemand(async () => (await import('./OpenDialog.tsx')).OpenDialog, { isOver: true })

/** A dialog over the page: focus stays inside and goes back to where it was. Its code comes when one is first opened. */
export function Dialog(props: DialogProps) {
  const [wasOpened, setOpened] = useState(props.isOpen)
  if (props.isOpen && !wasOpened) setOpened(true)
  return wasOpened ? <OpenDialog {...props} /> : null
}
