import type { Matrix } from '@stocktake/shared/session'
import { type SheetProblem, textOf } from '@stocktake/shared/sheet/decode'
import { type Guess, guessNotes } from '@stocktake/shared/sheet/guess'
import { IMPORT_LIMITS } from '@stocktake/shared/sheet/limits'
import { rowsOf } from '@stocktake/shared/sheet/rows'
import type { SessionView } from '@stocktake/shared/view'
import { FileUp } from 'lucide-react'
import { useId, useState } from 'react'
import { useSession } from '../../session.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import field from '../../ui/Field.module.css'
import { FileButton } from '../../ui/FileButton.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { useWords } from '../../words/words.ts'
import styles from './Import.module.css'

const TYPES = ['text/csv', 'text/tab-separated-values', 'text/plain', '.csv', '.tsv', '.txt']

export interface ImportSourceProps {
  view: SessionView
  onFound: (guess: Guess) => void
  onClose: () => void
}

/** A matrix as its reader sees it and as it is stored: files have one language or the other. */
function allNames(shown: Matrix): Matrix {
  const stored = useSession.getState().view?.matrix ?? shown
  return { dimensions: [...shown.dimensions, ...stored.dimensions], intelligenceTypes: [...shown.intelligenceTypes, ...stored.intelligenceTypes] }
}

/** Groups by both of their names, too. */
const allGroups = (shown: SessionView['groups']) => [...shown, ...(useSession.getState().view?.groups ?? [])]

/** Where the notes come from: a file, or what is pasted. What cannot be read is said, with what to do. */
export function ImportSource({ view, onFound, onClose }: ImportSourceProps) {
  const t = useWords()
  const label = useId()
  const [pasted, setPasted] = useState('')
  const [problem, setProblem] = useState<SheetProblem>()

  const read = (text: string, isPasted: boolean) => {
    const sheet = rowsOf(text, { isPasted })
    const found = 'rows' in sheet ? guessNotes(sheet.rows, allNames(view.matrix), allGroups(view.groups)) : sheet
    if ('notes' in found) onFound(found)
    else setProblem(found)
  }
  const choose = async (file: File) => {
    setProblem(undefined)
    if (file.size > IMPORT_LIMITS.file) return setProblem({ why: 'too-large' })
    const decoded = textOf(new Uint8Array(await file.arrayBuffer()))
    if ('text' in decoded) read(decoded.text, /\.txt$/i.test(file.name))
    else setProblem(decoded)
  }
  const most = problem?.why === 'too-many' ? IMPORT_LIMITS.notes : IMPORT_LIMITS.characters
  const values = problem && { most, ...('count' in problem ? { count: problem.count } : {}), ...('row' in problem ? { row: problem.row } : {}) }

  return (
    <Dialog
      title={t('sheet.title')}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t('common.cancel')}</Button>
          <Button variant="primary" isDisabled={!pasted.trim()} onPress={() => read(pasted, true)}>
            {t('sheet.show')}
          </Button>
        </>
      }
    >
      <p>{t('sheet.text')}</p>
      <p className={styles.quiet}>{t('sheet.forms')}</p>
      <div>
        <FileButton types={TYPES} onChoose={(file) => void choose(file)} icon={<FileUp aria-hidden />}>
          {t('sheet.choose')}
        </FileButton>
      </div>
      <div className={field.field}>
        <label htmlFor={label} className={field.label}>
          {t('sheet.paste')}
        </label>
        <textarea
          id={label}
          className={`${field.input} ${styles.source}`}
          value={pasted}
          rows={4}
          dir="auto"
          onChange={(event) => {
            setProblem(undefined)
            setPasted(event.target.value)
          }}
          onPaste={(event) => {
            const text = event.clipboardData.getData('text/plain')
            if (pasted.trim() || !text.trim()) return
            event.preventDefault()
            setProblem(undefined)
            setPasted(text)
            read(text, true)
          }}
        />
      </div>
      {problem && (
        <Notice kind="danger" title={t('sheet.wrong')}>
          {t(`sheet.problem.${problem.why}`, values)}
        </Notice>
      )}
    </Dialog>
  )
}
