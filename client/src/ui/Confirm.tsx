import type { ReactNode } from 'react'
import { sentence, useWords } from '../words/words.ts'
import { Button } from './Button.tsx'
import { Dialog } from './Dialog.tsx'
import { Notice } from './Notice.tsx'
import type { useCommand } from './useCommand.ts'

export interface ConfirmProps {
  title: string
  isOpen?: boolean
  onClose: () => void
  /** What the button says that does it. */
  go: string
  onGo: () => void
  isDangerous?: boolean
  /** The command that does it: while it runs the button waits, and what goes wrong is said in the dialog. */
  command: Pick<ReturnType<typeof useCommand>, 'isRunning' | 'problem'>
  size?: 'small' | 'normal'
  /** What will happen, and to whom. */
  children: ReactNode
}

/** Says what a press will do, before it is done. */
export function Confirm({ title, isOpen = true, onClose, go, onGo, isDangerous, command: { isRunning, problem }, size = 'small', children }: ConfirmProps) {
  const t = useWords()
  return (
    <Dialog
      title={title}
      isOpen={isOpen}
      onClose={onClose}
      role="alertdialog"
      size={size}
      actions={
        <>
          <Button onPress={onClose}>{t('common.cancel')}</Button>
          <Button variant={isDangerous ? 'danger' : 'primary'} isPending={isRunning} onPress={onGo}>
            {go}
          </Button>
        </>
      }
    >
      {children}
      {problem && <Notice kind="danger">{sentence(problem, t)}</Notice>}
    </Dialog>
  )
}
