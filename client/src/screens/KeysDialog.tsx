import { Fragment } from 'react'
import { CARRY_ACTIONS, CARRY_KEYS } from '../panels/CarryKeys.ts'
import { switchSingleKeys, useSingleKeys } from '../singleKeys.ts'
import { Checkbox } from '../ui/Checkbox.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { useWords } from '../words/words.ts'
import styles from './KeysDialog.module.css'
import { keysOf, type Lists } from './keyLists.ts'

/** All keys of a screen, and the switch for those that are pressed alone. */
export function KeysDialog({ of, onClose }: { of: Lists; onClose: () => void }) {
  const t = useWords()
  const isOn = useSingleKeys()
  return (
    <Dialog title={t('keys.title')} isOpen onClose={onClose} size="wide">
      <div className={styles.switch}>
        <Checkbox isSelected={isOn} onChange={switchSingleKeys}>
          {t('keys.single')}
        </Checkbox>
        <p className={styles.text}>{t('keys.singleText')}</p>
      </div>
      <div className={styles.sections}>
        {keysOf(of).map(({ title, rows }) => (
          <section key={title} aria-label={t(`keys.section.${title}`)}>
            <h3 className={styles.title}>{t(`keys.section.${title}`)}</h3>
            <dl className={styles.list}>
              {title === 'carry' && CARRY_ACTIONS.map((action) => <Row key={action} does={t(`carry.action.${action}`)} keys={[CARRY_KEYS[action]]} />)}
              {rows.map(({ does, keys }) => (
                <Row key={does} does={t(`keys.does.${does}`)} keys={keys} />
              ))}
            </dl>
          </section>
        ))}
      </div>
      <p className={styles.text}>{t('keys.mac')}</p>
    </Dialog>
  )
}

function Row({ does, keys }: { does: string; keys: readonly string[] }) {
  const t = useWords()
  return (
    <div className={styles.row}>
      <dt className={styles.does}>{does}</dt>
      <dd className={styles.keys}>
        {keys.map((press, index) => (
          <Fragment key={press}>
            {index > 0 && <span className="visually-hidden"> {t('keys.or')} </span>}
            <kbd className={styles.key}>{press}</kbd>
          </Fragment>
        ))}
      </dd>
    </div>
  )
}
