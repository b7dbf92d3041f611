import { ChevronDown } from 'lucide-react'
import { type ComponentType, createContext, type ReactNode, useContext, useState } from 'react'
import type { MenuItemProps as AriaMenuItemProps } from 'react-aria-components'
import { useWords } from '../words/words.ts'
import { Button, type ButtonProps, type ButtonVariant } from './Button.tsx'
import styles from './Menu.module.css'
import { later } from './onDemand.tsx'

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

const openMenu = later(async () => (await import('./OpenMenu.tsx')).OpenMenu)

/**
 * A button that opens a list of actions: `<Menu label="More"><MenuItem onAction={...}>Leave</MenuItem></Menu>`. The
 * list's code comes with the first press, or before.
 */
export function Menu(props: MenuProps) {
  const t = useWords()
  // A button that is there is not taken for another by code that came meanwhile: it may have the focus.
  const [{ Whole }, setWhole] = useState(() => ({ Whole: openMenu.now() }))
  const [asked, setAsked] = useState<'first' | 'list'>()
  const [isFailed, setFailed] = useState(false)
  if (Whole) return <Whole {...props} asked={asked} />

  const { children: _, ...button } = props
  const open = (at: 'first' | 'list') => {
    setFailed(false)
    setAsked(at)
    openMenu.load().then(
      (code) => setWhole({ Whole: code }),
      () => setFailed(true),
    )
  }
  return (
    <>
      <MenuButton
        {...button}
        aria-haspopup="true"
        aria-expanded={false}
        // A press by key or by voice counts no clicks.
        onPress={({ detail }) => open(detail === 0 ? 'first' : 'list')}
        onKeyDown={(event) => {
          if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return
          event.preventDefault()
          open('first')
        }}
      />
      {isFailed && (
        <span role="alert" className={styles.failed}>
          {t('common.partNotLoaded')}
        </span>
      )}
    </>
  )
}

type MenuButtonProps = Omit<MenuProps, 'children'> & Omit<ButtonProps, keyof MenuProps>

/** The button of a menu before its list's code is here. */
function MenuButton({ label, icon, iconOnly = false, name, variant = 'quiet', size = 'normal', isDisabled = false, ...props }: MenuButtonProps) {
  return (
    <Button {...props} variant={variant} size={size} isDisabled={isDisabled} {...(iconOnly || name ? { 'aria-label': name ?? label } : {})}>
      <MenuButtonContent label={label} icon={icon} iconOnly={iconOnly} />
    </Button>
  )
}

/** What stands in the button of a menu, before and while the list is open. */
export function MenuButtonContent({ label, icon, iconOnly }: { label: string; icon: ReactNode; iconOnly: boolean }) {
  return (
    <>
      {icon}
      {!iconOnly && label}
      {!iconOnly && <ChevronDown aria-hidden />}
    </>
  )
}

export interface MenuItemProps extends Omit<AriaMenuItemProps, 'children' | 'className'> {
  icon?: ReactNode
  children: ReactNode
  danger?: boolean
}

/** What an item is made of, once the code of lists is here. */
export const ItemContext = createContext<ComponentType<AriaMenuItemProps> | null>(null)

export function MenuItem({ icon, children, danger = false, ...props }: MenuItemProps) {
  const Item = useContext(ItemContext)
  if (!Item) return null
  const textValue = props.textValue ?? (typeof children === 'string' ? children : undefined)
  return (
    <Item {...props} {...(textValue ? { textValue } : {})} className={`${styles.item} ${danger ? styles.danger : ''}`}>
      {icon}
      <span>{children}</span>
    </Item>
  )
}
