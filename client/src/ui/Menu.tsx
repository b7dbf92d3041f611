import { ChevronDown } from 'lucide-react'
import type { ReactNode } from 'react'
import { Menu as AriaMenu, MenuItem as AriaMenuItem, type MenuItemProps as AriaMenuItemProps, MenuTrigger, Popover } from 'react-aria-components'
import { Button, type ButtonVariant } from './Button.tsx'
import styles from './Menu.module.css'

export interface MenuProps {
  label: string
  /** What the button shows instead of its label; the label stays its name. */
  icon?: ReactNode
  iconOnly?: boolean
  /** A longer name for the button, that begins with what it shows or ends with it. */
  name?: string
  variant?: ButtonVariant
  size?: 'small' | 'normal'
  isDisabled?: boolean
  children: ReactNode
}

/** A button that opens a list of actions: `<Menu label="More"><MenuItem onAction={...}>Leave</MenuItem></Menu>`. */
export function Menu({ label, icon, iconOnly = false, name, variant = 'quiet', size = 'normal', isDisabled = false, children }: MenuProps) {
  return (
    <MenuTrigger>
      <Button variant={variant} size={size} isDisabled={isDisabled} icon={icon} {...(iconOnly || name ? { 'aria-label': name ?? label } : {})}>
        {!iconOnly && label}
        {!iconOnly && <ChevronDown aria-hidden />}
      </Button>
      <Popover className={styles.popover ?? ''}>
        <AriaMenu className={styles.menu ?? ''}>{children}</AriaMenu>
      </Popover>
    </MenuTrigger>
  )
}

export interface MenuItemProps extends Omit<AriaMenuItemProps, 'children' | 'className'> {
  icon?: ReactNode
  children: ReactNode
  danger?: boolean
}

export function MenuItem({ icon, children, danger = false, ...props }: MenuItemProps) {
  const textValue = props.textValue ?? (typeof children === 'string' ? children : undefined)
  return (
    <AriaMenuItem {...props} {...(textValue ? { textValue } : {})} className={`${styles.item} ${danger ? styles.danger : ''}`}>
      {icon}
      <span>{children}</span>
    </AriaMenuItem>
  )
}
