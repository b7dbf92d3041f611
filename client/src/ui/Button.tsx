import type { ReactNode, RefAttributes } from 'react'
import { Button as AriaButton, type ButtonProps as AriaButtonProps, Link as AriaLink, type LinkProps } from 'react-aria-components'
import styles from './Button.module.css'

export type ButtonVariant = 'primary' | 'quiet' | 'danger'

interface Look {
  variant?: ButtonVariant
  /** `small` for toolbars and rows; still 44 px where fingers are used. */
  size?: 'small' | 'normal' | 'large'
  icon?: ReactNode
  children?: ReactNode
  className?: string
}

export type ButtonProps = Omit<AriaButtonProps, 'children' | 'className'> & Look & RefAttributes<HTMLButtonElement>

/** A press that does something. An icon alone needs an `aria-label`. */
export function Button({ variant = 'quiet', size = 'normal', icon, children, className, ...props }: ButtonProps) {
  return (
    <AriaButton {...props} className={look(variant, size, className)}>
      {icon}
      {children}
    </AriaButton>
  )
}

/** A press that goes somewhere, looking like a button. */
export function LinkButton({ variant = 'quiet', size = 'normal', icon, children, className, ...props }: Omit<LinkProps, 'children' | 'className'> & Look) {
  return (
    <AriaLink {...props} className={look(variant, size, className)}>
      {icon}
      {children}
    </AriaLink>
  )
}

const look = (variant: ButtonVariant, size: NonNullable<Look['size']>, more = '') => `${styles.button} ${styles[variant]} ${styles[size]} ${more}`
