import { type ReactNode, useId } from 'react'
import styles from './Choices.module.css'
import field from './Field.module.css'

export interface Choice {
  id: string
  label: string
  description?: string
  icon?: ReactNode
}

export interface ChoicesProps {
  label: string
  hideLabel?: boolean
  description?: ReactNode
  choices: readonly Choice[]
  value: string | null
  onChange: (id: string) => void
  error?: string | undefined
  isDisabled?: boolean
  /** Large cards for the one choice of a page, else plain rows. */
  large?: boolean
}

/** One of a few, all in sight, each with a press of its own; arrow keys go from one to the next, as in any group of a browser's own. */
export function Choices({ label, hideLabel = false, description, choices, value, onChange, error, isDisabled = false, large = false }: ChoicesProps) {
  const id = useId()
  const said = [description && `${id}-help`, error && `${id}-error`].filter(Boolean).join(' ')
  return (
    <div
      role="radiogroup"
      className={field.field}
      aria-labelledby={id}
      {...(said ? { 'aria-describedby': said } : {})}
      {...(error ? { 'aria-invalid': true } : {})}
      {...(isDisabled ? { 'aria-disabled': true } : {})}
    >
      <span id={id} className={hideLabel ? 'visually-hidden' : field.label}>
        {label}
      </span>
      {description && (
        <span id={`${id}-help`} className={field.description}>
          {description}
        </span>
      )}
      <div className={large ? styles.cards : styles.rows}>
        {choices.map((choice) => (
          <label key={choice.id} className={`${styles.choice} ${large ? styles.card : ''}`}>
            <input
              type="radio"
              name={id}
              value={choice.id}
              checked={choice.id === value}
              disabled={isDisabled}
              onChange={() => onChange(choice.id)}
              className="visually-hidden"
            />
            <span className={styles.dot} aria-hidden="true" />
            {choice.icon}
            <span className={styles.words}>
              <span className={styles.name}>{choice.label}</span>
              {choice.description && <span className={styles.description}>{choice.description}</span>}
            </span>
          </label>
        ))}
      </div>
      {error && (
        <span id={`${id}-error`} className={field.error}>
          {error}
        </span>
      )}
    </div>
  )
}
