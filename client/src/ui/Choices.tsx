import type { ReactNode } from 'react'
import { FieldError, Label, Radio, RadioGroup, Text } from 'react-aria-components'
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

/** One of a few, all in sight, each with a press of its own. */
export function Choices({ label, hideLabel = false, description, choices, value, onChange, error, isDisabled = false, large = false }: ChoicesProps) {
  return (
    <RadioGroup className={field.field ?? ''} value={value} onChange={onChange} isInvalid={Boolean(error)} isDisabled={isDisabled}>
      <Label className={hideLabel ? 'visually-hidden' : (field.label ?? '')}>{label}</Label>
      {description && (
        <Text slot="description" className={field.description ?? ''}>
          {description}
        </Text>
      )}
      <div className={large ? styles.cards : styles.rows}>
        {choices.map((choice) => (
          <Radio key={choice.id} value={choice.id} className={`${styles.choice} ${large ? styles.card : ''}`}>
            <span className={styles.dot} aria-hidden="true" />
            {choice.icon}
            <span className={styles.words}>
              <span className={styles.name}>{choice.label}</span>
              {choice.description && <span className={styles.description}>{choice.description}</span>}
            </span>
          </Radio>
        ))}
      </div>
      <FieldError className={field.error ?? ''}>{error}</FieldError>
    </RadioGroup>
  )
}
