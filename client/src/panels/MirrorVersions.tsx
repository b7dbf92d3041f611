import type { StimulusItem, StimulusVersion } from '@stocktake/shared/stimulusSchema'
import { useId, useState } from 'react'
import { Dialog } from '../ui/Dialog.tsx'
import { Select } from '../ui/Select.tsx'
import { useWords } from '../words/words.ts'
import styles from './Mirror.module.css'
import { MirrorContent } from './MirrorContent.tsx'

export interface MirrorVersionsProps {
  stocktakeId: string
  item: StimulusItem
  version: StimulusVersion
  earlier: readonly StimulusVersion[]
  onClose: () => void
}

/** An earlier version beside the one on show, with what changed and why. */
export function MirrorVersions({ stocktakeId, item, version, earlier, onClose }: MirrorVersionsProps) {
  const t = useWords()
  const [chosen, setChosen] = useState(earlier[0]?.version ?? 0)
  const old = earlier.find((candidate) => candidate.version === chosen)
  return (
    <Dialog title={t('mirror.versionsOf', { title: item.title })} isOpen onClose={onClose} size="wide">
      {earlier.length > 1 && (
        <Select
          label={t('mirror.compareWith')}
          value={String(chosen)}
          onChange={(id) => setChosen(Number(id))}
          options={earlier.map((candidate) => ({
            id: String(candidate.version),
            label: t('mirror.versionOfRound', { version: candidate.version, round: candidate.round }),
          }))}
        />
      )}
      <div className={styles.compare}>
        {old && <Side stocktakeId={stocktakeId} item={item} version={old} />}
        <Side stocktakeId={stocktakeId} item={item} version={version} isShown />
      </div>
    </Dialog>
  )
}

function Side({ stocktakeId, item, version, isShown = false }: { stocktakeId: string; item: StimulusItem; version: StimulusVersion; isShown?: boolean }) {
  const t = useWords()
  const heading = useId()
  return (
    <section aria-labelledby={heading} className={styles.side}>
      <h3 id={heading} className={styles.sideTitle}>
        {t('mirror.versionOfRound', { version: version.version, round: version.round })}
        {isShown && <span className={styles.source}> {t('mirror.onShow')}</span>}
      </h3>
      {version.changeNote && (
        <p>
          <strong>{version.version > 1 ? t('mirror.changed') : t('mirror.firstVersion')}</strong> {version.changeNote}
        </p>
      )}
      <MirrorContent stocktakeId={stocktakeId} item={item} version={version} />
    </section>
  )
}
