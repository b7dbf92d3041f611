import { Checkbox } from '../ui/Checkbox.tsx'
import { useWords } from '../words/words.ts'
import styles from './Carry.module.css'
import { CARRY_ACTIONS, CARRY_KEYS } from './CarryKeys.ts'

/** The keys of this screen, and the box that switches them off. */
export function CarryKeyList({ on, onChange }: { on: boolean; onChange: (on: boolean) => void }) {
  const t = useWords()
  return (
    <details className={styles.keys}>
      <summary>{t('carry.keys')}</summary>
      <Checkbox isSelected={on} onChange={onChange}>
        {t('carry.keysOn')}
      </Checkbox>
      <dl className={styles.keyList}>
        {CARRY_ACTIONS.map((action) => (
          <div key={action}>
            <dt>
              <kbd>{CARRY_KEYS[action]}</kbd>
            </dt>
            <dd>{t(`carry.action.${action}`)}</dd>
          </div>
        ))}
        <div>
          <dt>
            <kbd>U</kbd>
          </dt>
          <dd>{t('carry.undo')}</dd>
        </div>
        <div>
          <dt>
            <kbd>↑</kbd> <kbd>↓</kbd>
          </dt>
          <dd>{t('carry.keysMove')}</dd>
        </div>
      </dl>
    </details>
  )
}
