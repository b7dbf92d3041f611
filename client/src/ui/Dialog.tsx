import { X } from 'lucide-react'
import type { ReactNode } from 'react'
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components'
import { useWords } from '../words/words.ts'
import { Button } from './Button.tsx'
import styles from './Dialog.module.css'

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

/** A dialog over the page: focus stays inside and goes back to where it was. */
export function Dialog({ title, isOpen, onClose, children, actions, size = 'normal', role = 'dialog' }: DialogProps) {
  const t = useWords()
  return (
    <ModalOverlay className={styles.scrim} isOpen={isOpen} onOpenChange={(open) => !open && onClose()} isDismissable={role === 'dialog'}>
      <Modal className={`${styles.modal} ${styles[size]}`}>
        <AriaDialog className={styles.dialog} role={role}>
          <header className={styles.head}>
            <Heading slot="title" level={2} className={styles.title}>
              {title}
            </Heading>
            <Button size="small" className={styles.close} aria-label={t('common.close')} onPress={onClose} icon={<X aria-hidden />} />
          </header>
          <div className={styles.body}>{children}</div>
          {actions && <footer className={styles.actions}>{actions}</footer>}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  )
}
