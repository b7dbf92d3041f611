import { X } from 'lucide-react'
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components'
import { useWords } from '../words/words.ts'
import { AriaFrame } from './AriaFrame.tsx'
import { Button } from './Button.tsx'
import styles from './Dialog.module.css'
import type { DialogProps } from './Dialog.tsx'

/** The dialog itself; pages use `Dialog`. */
export function OpenDialog({ title, isOpen, onClose, children, actions, size = 'normal', role = 'dialog' }: DialogProps) {
  const t = useWords()
  return (
    <AriaFrame>
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
    </AriaFrame>
  )
}
