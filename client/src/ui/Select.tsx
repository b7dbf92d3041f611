import { Check, ChevronDown } from 'lucide-react'
import type { ReactNode } from 'react'
import { Select as AriaSelect, Button, FieldError, Label, ListBox, ListBoxItem, Popover, SelectValue, Text } from 'react-aria-components'
import { AriaFrame } from './AriaFrame.tsx'
import field from './Field.module.css'
import menu from './Menu.module.css'
import styles from './Select.module.css'

export interface SelectOption {
  id: string
  label: string
  /** Stands before the label, as a group's mark does. */
  icon?: ReactNode
  isDisabled?: boolean
}

export interface SelectProps {
  label: string
  hideLabel?: boolean
  options: readonly SelectOption[]
  value: string | null
  onChange: (id: string) => void
  placeholder?: string
  description?: ReactNode
  error?: string | undefined
  isDisabled?: boolean
  className?: string
}

/** Choosing one of a list. */
export function Select({
  label,
  hideLabel = false,
  options,
  value,
  onChange,
  placeholder,
  description,
  error,
  isDisabled = false,
  className = '',
}: SelectProps) {
  return (
    <AriaFrame>
      <AriaSelect
        className={`${field.field} ${className}`}
        value={value}
        onChange={(key) => key !== null && onChange(String(key))}
        isDisabled={isDisabled}
        isInvalid={Boolean(error)}
        {...(placeholder ? { placeholder } : {})}
      >
        <Label className={hideLabel ? 'visually-hidden' : (field.label ?? '')}>{label}</Label>
        {description && (
          <Text slot="description" className={field.description ?? ''}>
            {description}
          </Text>
        )}
        <Button className={`${field.input} ${styles.button}`}>
          <SelectValue className={styles.value ?? ''} />
          <ChevronDown aria-hidden />
        </Button>
        <FieldError className={field.error ?? ''}>{error}</FieldError>
        <Popover className={menu.popover ?? ''}>
          <ListBox className={menu.menu ?? ''}>
            {options.map((option) => (
              <ListBoxItem key={option.id} id={option.id} textValue={option.label} isDisabled={option.isDisabled ?? false} className={menu.item ?? ''}>
                {option.icon}
                <span className={styles.text}>{option.label}</span>
                <Check aria-hidden className={styles.check} />
              </ListBoxItem>
            ))}
          </ListBox>
        </Popover>
      </AriaSelect>
    </AriaFrame>
  )
}
