import { useLayoutEffect, useRef, useState } from 'react'
import { Menu as AriaMenu, MenuItem as AriaMenuItem, Button, MenuTrigger, Popover } from 'react-aria-components'
import { AriaFrame } from './AriaFrame.tsx'
import { buttonLook } from './Button.tsx'
import styles from './Menu.module.css'
import { ItemContext, MenuButtonContent, type MenuProps } from './Menu.tsx'

/** A menu whole, with its list; pages use `Menu`. `asked` says that its button was pressed before its code was here. */
export function OpenMenu({
  children,
  asked,
  label,
  name,
  icon,
  iconOnly = false,
  variant,
  size,
  isDisabled = false,
}: MenuProps & { asked: 'first' | 'list' | undefined }) {
  const button = useRef<HTMLButtonElement>(null)
  const [isOpen, setOpen] = useState(false)
  const [isFirst, setFirst] = useState(asked === 'first')
  // biome-ignore lint/correctness/useExhaustiveDependencies: the press that loaded the code opens it once
  useLayoutEffect(() => {
    if (!asked) return
    // The list gives the focus back to where it was.
    button.current?.focus({ preventScroll: true })
    setOpen(true)
  }, [])
  return (
    <AriaFrame>
      <MenuTrigger
        isOpen={isOpen}
        onOpenChange={(open) => {
          setOpen(open)
          setFirst(false)
        }}
      >
        <Button ref={button} isDisabled={isDisabled} className={buttonLook({ variant, size })} {...(iconOnly || name ? { 'aria-label': name ?? label } : {})}>
          <MenuButtonContent label={label} icon={icon} iconOnly={iconOnly} />
        </Button>
        <Popover className={styles.popover ?? ''}>
          <ItemContext value={AriaMenuItem}>
            <AriaMenu className={styles.menu ?? ''} {...(isFirst ? { autoFocus: 'first' as const } : {})}>
              {children}
            </AriaMenu>
          </ItemContext>
        </Popover>
      </MenuTrigger>
    </AriaFrame>
  )
}
