import { BOARD_LIMITS, PICTURE_LIMIT, PICTURE_TYPES, type Picture } from '@stocktake/shared/board/schema'
import { useEffect, useState } from 'react'
import { addStimulus } from '../api.ts'
import { uploadFile, uploadPicture } from '../files.ts'
import { useSession } from '../session.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { Field } from '../ui/Field.tsx'
import { Notice } from '../ui/Notice.tsx'
import { useCommand } from '../ui/useCommand.ts'
import { sentence, useWords } from '../words/words.ts'
import styles from './PictureDialog.module.css'
import type { World } from './world.ts'

export interface PictureDialogProps {
  file: File
  world: World
  onPicture(picture: Picture): void
  onClose(): void
}

/** Asks what a dropped or pasted picture shows, before it is sent: without words it is nothing to whoever cannot see it. */
export function PictureDialog({ file, world: { view, round, me }, onPicture, onClose }: PictureDialogProps) {
  const t = useWords()
  const { run, isRunning, problem } = useCommand()
  const [alt, setAlt] = useState('')
  const [isChecked, setChecked] = useState(false)
  const [preview, setPreview] = useState<string>()
  const isPicture = PICTURE_TYPES.includes(file.type)
  const isSmall = file.size <= PICTURE_LIMIT
  const missing = isChecked && !alt.trim() ? t('canvas.picture.missing') : undefined

  useEffect(() => {
    if (!isPicture) return
    const address = URL.createObjectURL(file)
    setPreview(address)
    return () => URL.revokeObjectURL(address)
  }, [file, isPicture])

  const send = async (where: 'note' | 'mirror') => {
    setChecked(true)
    const words = alt.trim()
    if (!words) return
    const done = await run(async () => {
      if (where === 'note') {
        onPicture({ file: (await uploadPicture(view.id, file)).id, alt: words })
        return true
      }
      const { id } = await uploadFile(view.id, file)
      useSession.getState().setView(await addStimulus(view.id, round.number, { kind: 'image', title: words.slice(0, 120), alt: words, file: id, hidden: true }))
      return true
    })
    if (done) onClose()
  }

  return (
    <Dialog
      title={t('canvas.picture.title')}
      isOpen
      onClose={onClose}
      role="alertdialog"
      size="small"
      actions={
        <>
          <Button onPress={onClose}>{t('common.cancel')}</Button>
          {isPicture && me.role === 'facilitator' && (
            <Button isPending={isRunning} onPress={() => void send('mirror')}>
              {t('canvas.picture.toMirror')}
            </Button>
          )}
          {isPicture && isSmall && (
            <Button variant="primary" isPending={isRunning} onPress={() => void send('note')}>
              {t('canvas.picture.toNote')}
            </Button>
          )}
        </>
      }
    >
      {!isPicture && <Notice kind="warning">{t('canvas.picture.wrongType')}</Notice>}
      {isPicture && !isSmall && <Notice kind="warning">{t('canvas.picture.tooLarge')}</Notice>}
      {problem && <Notice kind="danger">{sentence(problem, t)}</Notice>}
      {preview && <img className={styles.preview} src={preview} alt="" />}
      {isPicture && (
        <Field
          label={t('canvas.picture.alt')}
          description={t('canvas.picture.why')}
          value={alt}
          onChange={setAlt}
          maxLength={BOARD_LIMITS.pictureAlt}
          error={missing}
          autoFocus
        />
      )}
    </Dialog>
  )
}
