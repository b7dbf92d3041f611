import type { CSSProperties, ReactNode, Ref } from 'react'
import { FieldError, Input, Label, Text, TextArea, TextField, type TextFieldProps } from 'react-aria-components'
import styles from './Field.module.css'

export interface FieldProps extends Omit<TextFieldProps, 'children' | 'className'> {
  label: string
  /** Keeps the label for screen readers alone, where a heading beside it says the same. */
  hideLabel?: boolean
  description?: ReactNode
  /** What is wrong, in words; shown beside the field and read out. */
  error?: string | undefined
  placeholder?: string
  multiline?: boolean
  rows?: number
  inputRef?: Ref<HTMLInputElement> | undefined
  inputClassName?: string | undefined
  className?: string
}

/** One or more lines of text with label, help and error. */
export function Field({
  label,
  hideLabel = false,
  description,
  error,
  placeholder,
  multiline = false,
  rows = 3,
  inputRef,
  inputClassName = '',
  className = '',
  ...props
}: FieldProps) {
  return (
    <TextField {...props} isInvalid={Boolean(error) || Boolean(props.isInvalid)} className={`${styles.field} ${className}`}>
      <Label className={hideLabel ? 'visually-hidden' : (styles.label ?? '')}>{label}</Label>
      {description && (
        <Text slot="description" className={styles.description ?? ''}>
          {description}
        </Text>
      )}
      {multiline ? (
        <TextArea
          dir="auto"
          className={`${styles.input} ${styles.area} ${inputClassName}`}
          rows={rows}
          style={{ '--rows': rows } as CSSProperties}
          {...(placeholder ? { placeholder } : {})}
        />
      ) : (
        <Input ref={inputRef ?? null} dir="auto" className={`${styles.input} ${inputClassName}`} {...(placeholder ? { placeholder } : {})} />
      )}
      <FieldError className={styles.error ?? ''}>{error}</FieldError>
    </TextField>
  )
}
