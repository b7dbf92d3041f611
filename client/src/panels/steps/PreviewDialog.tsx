import type { Round } from '@stocktake/shared/session'
import type { Preview, SessionView } from '@stocktake/shared/view'
import { Hand, Undo2 } from 'lucide-react'
import { useCallback, useState } from 'react'
import { editStocktake, holdBack, readPreview } from '../../api.ts'
import { useSession } from '../../session.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { Loading } from '../../ui/Loading.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { useCommand } from '../../ui/useCommand.ts'
import { useLoaded } from '../../ui/useLoaded.ts'
import { sentence, useWords } from '../../words/words.ts'
import styles from './Preview.module.css'

interface PreviewProps {
  view: SessionView
  round: Round
}

/** A facilitator reads the words of notes before their reveal, where people were told so, and holds back what would hurt. */
export function PreviewDialog({ view, round, onClose }: PreviewProps & { onClose: () => void }) {
  const t = useWords()
  return (
    <Dialog title={t('identity.previewTitle')} isOpen onClose={onClose} size="wide">
      {view.settings.readBeforeReveal ? <ToRead view={view} round={round} /> : <NotTold view={view} />}
    </Dialog>
  )
}

function NotTold({ view }: Pick<PreviewProps, 'view'>) {
  const t = useWords()
  const { run, isRunning, problem } = useCommand()
  return (
    <>
      <p>{t('identity.previewNotTold')}</p>
      <div className="row">
        <Button
          variant="primary"
          isPending={isRunning}
          onPress={async () => {
            const after = await run(() => editStocktake(view.id, { settings: { readBeforeReveal: true } }))
            if (after) useSession.getState().setView(after)
          }}
        >
          {t('identity.previewTell')}
        </Button>
      </div>
      {problem && <Notice kind="danger">{sentence(problem, t)}</Notice>}
    </>
  )
}

function ToRead({ view, round }: PreviewProps) {
  const t = useWords()
  const loaded = useLoaded(useCallback(() => readPreview(view.id, round.number), [view.id, round.number]))
  if (loaded.state === 'loading') return <Loading />
  if (loaded.state === 'failed')
    return (
      <Notice kind="danger" actions={<Button onPress={loaded.again}>{t('common.retry')}</Button>}>
        {sentence(loaded.problem, t)}
      </Notice>
    )
  const { notes, others, tooFew } = loaded.value
  return (
    <>
      <p>{t('identity.previewText')}</p>
      {notes.length > 0 ? (
        <ul className={styles.notes}>
          {notes.map((note) => (
            <ToHold key={`${note.id} ${note.held}`} view={view} round={round} note={note} />
          ))}
        </ul>
      ) : (
        <p>{t(tooFew ? 'identity.previewTooFew' : 'identity.previewNone')}</p>
      )}
      {others > 0 && !tooFew && <p className={styles.quiet}>{t('identity.previewOthers', { count: others })}</p>}
      <div className="row">
        <Button size="small" onPress={loaded.again}>
          {t('identity.previewAgain')}
        </Button>
      </div>
    </>
  )
}

function ToHold({ view, round, note }: PreviewProps & { note: Preview['notes'][number] }) {
  const t = useWords()
  const [held, setHeld] = useState(note.held)
  const [said, setSaid] = useState('')
  const { run, isRunning, problem } = useCommand()
  const words = [note.text, note.picture && t('identity.picture', { alt: note.picture })].filter(Boolean).join(' ')
  const brief = words.length > 60 ? `${words.slice(0, 57)}…` : words
  const press = async () => {
    const after = await run(() => holdBack(view.id, round.number, note.id, !held))
    if (!after) return
    setHeld(after.held)
    setSaid(t(after.held ? 'identity.heldNow' : 'identity.throughNow'))
  }
  return (
    <li className={styles.note} data-held={held || undefined}>
      <p dir="auto">{words}</p>
      <Button
        size="small"
        isPending={isRunning}
        icon={held ? <Undo2 aria-hidden /> : <Hand aria-hidden />}
        aria-label={t(held ? 'identity.letThroughSay' : 'identity.holdSay', { text: brief })}
        onPress={() => void press()}
      >
        {t(held ? 'identity.letThrough' : 'identity.hold')}
      </Button>
      <p role="status" className={styles.said}>
        {said || (held ? t('identity.held') : '')}
      </p>
      {problem && <Notice kind="danger">{sentence(problem, t)}</Notice>}
    </li>
  )
}
