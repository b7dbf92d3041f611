import { CircleAlert, CircleCheck, Info, TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import styles from './Notice.module.css'

export type NoticeKind = 'info' | 'success' | 'warning' | 'danger'
const icons = { info: Info, success: CircleCheck, warning: TriangleAlert, danger: CircleAlert }

export interface NoticeProps {
  kind?: NoticeKind
  title?: string
  children?: ReactNode
  /** Buttons that help. */
  actions?: ReactNode
  /** Reads it out as soon as it appears: at once for a danger, else when the reader pauses. */
  live?: boolean
}

/** A message in the page: what happened, what was kept, what to do. */
export function Notice({ kind = 'info', title, children, actions, live = true }: NoticeProps) {
  const Icon = icons[kind]
  const role = !live ? undefined : kind === 'danger' ? 'alert' : 'status'
  return (
    <div className={`${styles.notice} ${styles[kind]}`} role={role}>
      <Icon aria-hidden className={styles.icon} />
      <div className={styles.words}>
        {title && <p className={styles.title}>{title}</p>}
        {children && <div>{children}</div>}
        {actions && <div className={styles.actions}>{actions}</div>}
      </div>
    </div>
  )
}
