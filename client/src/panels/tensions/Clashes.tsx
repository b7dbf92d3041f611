import { Button } from '../../ui/Button.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { useWords } from '../../words/words.ts'
import type { Merging } from './useMerging.ts'

export interface ClashesProps<T> {
  form: Pick<Merging<T>, 'clashes' | 'know' | 'take'>
  /** What a field is called, and what it says on the board now. */
  say: (field: keyof T) => { field: string; text: string }
}

/** What somebody else wrote into the fields that were changed here: it is kept or replaced knowingly, never lost. */
export function Clashes<T>({ form, say }: ClashesProps<T>) {
  const t = useWords()
  const { clashes, know, take } = form
  if (!clashes.length) return null
  return (
    <Notice
      kind="warning"
      title={t('tensions.clash')}
      actions={
        <>
          <Button size="small" onPress={() => know(clashes)}>
            {t('tensions.clashMine')}
          </Button>
          <Button size="small" onPress={() => take(clashes)}>
            {t('tensions.clashTheirs')}
          </Button>
        </>
      }
    >
      {clashes.map((clash) => {
        const { field, text } = say(clash)
        return <p key={String(clash)}>{text ? t('tensions.clashNow', { field, text }) : t('tensions.clashEmpty', { field })}</p>
      })}
    </Notice>
  )
}
