import { BOARD_LIMITS, type Theme } from '@stocktake/shared/board/schema'
import { useState } from 'react'
import type { BoardConnection } from '../../sync/connection.ts'
import { rename } from '../../sync/gathering.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { Field } from '../../ui/Field.tsx'
import { useWords } from '../../words/words.ts'

export interface NameThemeProps {
  connection: BoardConnection
  theme: Theme
  onClose: () => void
}

/** Asks what a theme is called, after its notes were gathered; it may stay without a name. */
export function NameTheme({ connection, theme, onClose }: NameThemeProps) {
  const t = useWords()
  const [label, setLabel] = useState(theme.label)
  const save = () => {
    rename(connection, theme.id, label)
    onClose()
  }
  return (
    <Dialog
      title={t('themes.nameTitle')}
      size="small"
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t(theme.label ? 'common.cancel' : 'themes.nameLater')}</Button>
          <Button variant="primary" onPress={save}>
            {t('themes.nameSave')}
          </Button>
        </>
      }
    >
      <Field
        label={t('themes.nameLabel')}
        description={t('themes.nameHelp')}
        value={label}
        maxLength={BOARD_LIMITS.themeLabel}
        onChange={setLabel}
        autoFocus
        onKeyDown={(event) => {
          // Escape leaves it without a name.
          if (event.key === 'Enter' && !event.nativeEvent.isComposing) save()
        }}
      />
    </Dialog>
  )
}
