import { List, PenTool } from 'lucide-react'
import { Button } from '../ui/Button.tsx'
import { useWords } from '../words/words.ts'
import type { Lens } from './WorkspaceChoices.ts'
import styles from './WorkspaceLens.module.css'

/** Canvas or table: two ways to see and change the same notes. */
export function WorkspaceLens({ lens, onChange }: { lens: Lens; onChange: (lens: Lens) => void }) {
  const t = useWords()
  const button = (value: Lens, Icon: typeof List) => (
    <Button
      size="small"
      className={lens === value ? styles.chosen : undefined}
      aria-pressed={lens === value}
      icon={<Icon aria-hidden />}
      onPress={() => onChange(value)}
    >
      {t(`workspace.${value}`)}
    </Button>
  )
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms
    <div className={styles.lens} role="group" aria-label={t('workspace.lens')}>
      {button('canvas', PenTool)}
      {button('table', List)}
    </div>
  )
}
