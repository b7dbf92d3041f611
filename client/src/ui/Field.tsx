import { type CSSProperties, type InputHTMLAttributes, type KeyboardEvent, type ReactNode, type Ref, useId } from 'react'
import styles from './Field.module.css'

type Passed = 'type' | 'inputMode' | 'autoComplete' | 'autoCorrect' | 'spellCheck' | 'autoFocus' | 'maxLength' | 'placeholder' | 'lang' | 'name' | 'id'

export interface FieldProps extends Pick<InputHTMLAttributes<HTMLInputElement>, Passed> {
  label: string
  value: string
  onChange: (value: string) => void
  /** Keeps the label for screen readers alone, where a heading beside it says the same. */
  hideLabel?: boolean
  description?: ReactNode
  /** What is wrong, in words; shown beside the field and read out. */
  error?: string | undefined
  isDisabled?: boolean | undefined
  isReadOnly?: boolean | undefined
  /** The browser does not send the form without it. */
  isRequired?: boolean
  multiline?: boolean
  rows?: number
  inputRef?: Ref<HTMLInputElement> | undefined
  inputClassName?: string | undefined
  className?: string
  onKeyDown?: ((event: KeyboardEvent<HTMLElement>) => void) | undefined
  onBlur?: (() => void) | undefined
  onFocus?: (() => void) | undefined
}

/** One or more lines of text with label, help and error. */
export function Field({
  label,
  value,
  onChange,
  hideLabel = false,
  description,
  error,
  isDisabled = false,
  isReadOnly = false,
  isRequired = false,
  multiline = false,
  rows = 3,
  inputRef,
  inputClassName = '',
  className = '',
  type,
  id,
  ...passed
}: FieldProps) {
  const own = useId()
  const field = id ?? own
  const said = [description && `${field}-help`, error && `${field}-error`].filter(Boolean).join(' ')
  const shared = {
    ...passed,
    id: field,
    dir: 'auto',
    value,
    disabled: isDisabled,
    readOnly: isReadOnly,
    required: isRequired,
    ...(error ? { 'aria-invalid': true } : {}),
    ...(said ? { 'aria-describedby': said } : {}),
  }
  return (
    <div className={`${styles.field} ${className}`}>
      <label htmlFor={field} className={hideLabel ? 'visually-hidden' : styles.label}>
        {label}
      </label>
      {description && (
        <span id={`${field}-help`} className={styles.description}>
          {description}
        </span>
      )}
      {multiline ? (
        <textarea
          {...shared}
          onChange={(event) => onChange(event.target.value)}
          className={`${styles.input} ${styles.area} ${inputClassName}`}
          rows={rows}
          style={{ '--rows': rows } as CSSProperties}
        />
      ) : (
        <input
          {...shared}
          ref={inputRef ?? null}
          type={type ?? 'text'}
          onChange={(event) => onChange(event.target.value)}
          className={`${styles.input} ${inputClassName}`}
        />
      )}
      {error && (
        <span id={`${field}-error`} className={styles.error}>
          {error}
        </span>
      )}
    </div>
  )
}
