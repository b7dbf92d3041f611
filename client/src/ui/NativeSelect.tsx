import field from './Field.module.css'
import styles from './NativeSelect.module.css'

export interface NativeSelectProps {
  /** For those who hear the page; what is chosen says the rest. */
  label: string
  options: readonly { id: string; label: string }[]
  value: string | null
  onChange: (id: string) => void
  /** What stands there while nothing is chosen. */
  placeholder?: string
  isDisabled?: boolean
}

/** Choosing one of a short list with the device's own chooser: it costs no code, and on phones it is the best there is. */
export function NativeSelect({ label, options, value, onChange, placeholder = '', isDisabled = false }: NativeSelectProps) {
  return (
    <select
      className={`${field.input} ${styles.select}`}
      aria-label={label}
      value={value ?? ''}
      onChange={(event) => onChange(event.target.value)}
      disabled={isDisabled}
    >
      {value === null && <option value="">{placeholder}</option>}
      {options.map((option) => (
        <option key={option.id} value={option.id}>
          {option.label}
        </option>
      ))}
    </select>
  )
}
