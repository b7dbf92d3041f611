import { Upload } from 'lucide-react'
import { useEffect, useId, useRef, useState } from 'react'
import { ProgressBar } from 'react-aria-components'
import { type UploadedFile, uploadFile } from '../files.ts'
import { ApiProblem } from '../request.ts'
import { Button } from '../ui/Button.tsx'
import { FileButton } from '../ui/FileButton.tsx'
import { useWords } from '../words/words.ts'
import { FILE_RULES, type FileKind, fileFault } from './MirrorShelf.ts'
import styles from './Stimulus.module.css'

export interface StimulusFileProps {
  stocktakeId: string
  kind: FileKind
  /** What is chosen so far; the name where it was chosen here, else only that there is one. */
  file: { id: string; name?: string } | null
  onUploaded: (file: UploadedFile) => void
  /** Whether a file is on its way, so that the form can wait for it. */
  onBusy: (busy: boolean) => void
  error?: string | undefined
}

const megabytes = (bytes: number) => Math.max(0.1, Math.round((bytes / 1024 / 1024) * 10) / 10)

/** Choosing a file and sending it, with what is allowed said before and how far it is said meanwhile. */
export function StimulusFile({ stocktakeId, kind, file, onUploaded, onBusy, error }: StimulusFileProps) {
  const t = useWords()
  const [part, setPart] = useState<number | null>(null)
  const [fault, setFault] = useState<string | null>(null)
  const abort = useRef<AbortController | null>(null)
  const label = useId()
  const { types, limit } = FILE_RULES[kind]

  // Leaving the form must not leave a hundred megabytes on their way.
  useEffect(() => () => abort.current?.abort(), [])

  async function send(chosen: File) {
    const wrong = fileFault(kind, chosen)
    if (wrong) {
      setFault(t(`stimulus.file.fault.${wrong}`, { limit: megabytes(limit), size: megabytes(chosen.size) }))
      return
    }
    const controller = new AbortController()
    abort.current = controller
    setFault(null)
    setPart(0)
    onBusy(true)
    try {
      const uploaded = await uploadFile(stocktakeId, chosen, { onProgress: setPart, signal: controller.signal })
      // The server looks into the file: a document that is only called a picture would show as nothing.
      if (types.includes(uploaded.type)) onUploaded(uploaded)
      else setFault(t('stimulus.file.fault.wrong-type'))
    } catch (problem) {
      if (!controller.signal.aborted) setFault(problem instanceof ApiProblem ? problem.title : t('common.failedTitle'))
    } finally {
      setPart(null)
      onBusy(false)
    }
  }

  return (
    <fieldset className={styles.file} aria-labelledby={label}>
      <p id={label} className={styles.label}>
        {t(`stimulus.file.label.${kind}`)}
      </p>
      <p className={styles.help}>{t(`stimulus.file.rule.${kind}`, { limit: megabytes(limit) })}</p>
      {file && part === null && <p className={styles.chosen}>{file.name ? t('stimulus.file.chosen', { name: file.name }) : t('stimulus.file.kept')}</p>}
      {part === null ? (
        <div>
          <FileButton types={types} onChoose={(chosen) => void send(chosen)} icon={<Upload aria-hidden />}>
            {file ? t('stimulus.file.another') : t('stimulus.file.choose')}
          </FileButton>
        </div>
      ) : (
        <div className={styles.sending}>
          <ProgressBar value={part * 100} aria-labelledby={label} className={styles.progress ?? ''}>
            {({ percentage = 0, valueText }) => (
              <>
                <span className={styles.track}>
                  <span className={styles.fill} style={{ width: `${percentage}%` }} />
                </span>
                <span className="tabular">{part < 1 ? t('stimulus.file.sending', { part: valueText }) : t('stimulus.file.checking')}</span>
              </>
            )}
          </ProgressBar>
          <Button size="small" onPress={() => abort.current?.abort()}>
            {t('common.cancel')}
          </Button>
        </div>
      )}
      {(fault ?? error) && (
        <p role="alert" className={styles.error}>
          {fault ?? error}
        </p>
      )}
    </fieldset>
  )
}
