import type { ButtonHTMLAttributes, MouseEvent, ReactNode, RefAttributes } from 'react'
import styles from './Button.module.css'
import { Link, type LinkProps } from './Link.tsx'

export type ButtonVariant = 'primary' | 'quiet' | 'danger'

interface Look {
  variant?: ButtonVariant
  /** `small` for toolbars and rows; still 44 px where fingers are used. */
  size?: 'small' | 'normal' | 'large'
  icon?: ReactNode
  children?: ReactNode
  className?: string
}

export interface ButtonProps
  extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'children' | 'className' | 'disabled' | 'onClick'>,
    Look,
    RefAttributes<HTMLButtonElement> {
  /** By mouse, finger, key or voice. */
  onPress?: ((event: MouseEvent<HTMLButtonElement>) => void) | undefined
  isDisabled?: boolean | undefined
  /** It works on what it was pressed for: it keeps the focus, and takes no second press meanwhile. */
  isPending?: boolean | undefined
  /** The focus stays where it is, and with it a phone's keyboard. */
  keepsFocus?: boolean
}

/** A press that does something. An icon alone needs an `aria-label`. The browser's own button: it is on the way to the first note. */
export function Button({
  variant,
  size,
  icon,
  children,
  className,
  onPress,
  isDisabled = false,
  isPending = false,
  keepsFocus = false,
  type = 'button',
  ...props
}: ButtonProps) {
  return (
    <button
      {...props}
      // A form is not sent twice either.
      type={isPending ? 'button' : type}
      disabled={isDisabled}
      {...(isPending ? { 'aria-disabled': true, 'data-pending': '' } : {})}
      {...(keepsFocus ? { onMouseDown: (event) => event.preventDefault() } : {})}
      onClick={(event) => {
        if (isPending) return
        // Not every browser gives a button the focus that is pressed; dialogs give it back to where it was.
        if (!keepsFocus && document.activeElement !== event.currentTarget) event.currentTarget.focus({ preventScroll: true })
        onPress?.(event)
      }}
      className={buttonLook({ variant, size, className })}
    >
      {icon}
      {children}
    </button>
  )
}

/** A press that goes somewhere, looking like a button. */
export function LinkButton({ variant, size, icon, children, className, ...props }: Omit<LinkProps, 'children' | 'className'> & Look) {
  return (
    <Link {...props} className={buttonLook({ variant, size, className })}>
      {icon}
      {children}
    </Link>
  )
}

/** The classes of something that looks like our button. */
export const buttonLook = ({ variant = 'quiet', size = 'normal', className = '' }: { [Key in 'variant' | 'size' | 'className']?: Look[Key] | undefined }) =>
  `${styles.button} ${styles[variant]} ${styles[size]} ${className}`
