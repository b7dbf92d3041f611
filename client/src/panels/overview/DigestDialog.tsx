import type { Digest } from '@stocktake/shared/report/digest'
import type { Round } from '@stocktake/shared/session'
import type { SessionView } from '@stocktake/shared/view'
import { FileInput } from 'lucide-react'
import { useCallback, useState } from 'react'
import { addStimulus, readDigest } from '../../api.ts'
import { useSession } from '../../session.ts'
import { Button, LinkButton } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { Field } from '../../ui/Field.tsx'
import { Loading } from '../../ui/Loading.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { Select } from '../../ui/Select.tsx'
import { useCommand } from '../../ui/useCommand.ts'
import { useLoaded } from '../../ui/useLoaded.ts'
import { sentence, useWords } from '../../words/words.ts'
import { KIND } from './mirrored.ts'

interface DigestDialogProps {
  view: SessionView
  /** The round that is held up. */
  round: Round
  onClose: () => void
}

/** The rounds that a mirror of this one can be shown in. */
const roundsAfter = (view: Pick<SessionView, 'rounds'>, number: number) => view.rounds.filter((each) => each.number > number && each.state !== 'closed')

/** A round's mirror: read, changed, and put on the shelf of a later round. */
export function DigestDialog({ view, round, onClose }: DigestDialogProps) {
  const t = useWords()
  const digest = useLoaded(useCallback(() => readDigest(view.id, round.number), [view.id, round.number]))
  const title = t('overview.digestTitle', { round: round.number })
  if (digest.state === 'ready') return <Edit view={view} round={round} digest={digest.value} onClose={onClose} />
  return (
    <Dialog title={title} isOpen onClose={onClose} size="wide">
      {digest.state === 'loading' ? (
        <Loading />
      ) : (
        <Notice kind="danger" actions={<Button onPress={digest.again}>{t('common.retry')}</Button>}>
          {sentence(digest.problem, t)}
        </Notice>
      )}
    </Dialog>
  )
}

function Edit({ view, round, digest, onClose }: DigestDialogProps & { digest: Digest }) {
  const t = useWords()
  const { run, isRunning, problem } = useCommand()
  const [title, setTitle] = useState(digest.title)
  const [text, setText] = useState(digest.text)
  const [said, setSaid] = useState('')
  const later = roundsAfter(view, round.number)
  const [chosen, setChosen] = useState(later[0]?.number ?? 0)
  const target = later.find(({ number }) => number === chosen) ?? later[0]

  async function add() {
    if (!target) return
    // A note whose words were taken out again is no source of what people read.
    const fromNotes = digest.quotations.filter(({ quote }) => text.includes(quote)).map(({ ref }) => ref)
    const after = await run(() => addStimulus(view.id, target.number, { kind: 'text', kindLabel: KIND, title: title.trim(), text: text.trim(), fromNotes }))
    if (!after) return
    useSession.getState().setView(after)
    onClose()
  }

  return (
    <Dialog
      title={t('overview.digestTitle', { round: round.number })}
      isOpen
      onClose={onClose}
      size="wide"
      role="alertdialog"
      actions={
        <>
          <Button onPress={onClose}>{t('common.cancel')}</Button>
          {target && (
            <Button
              variant="primary"
              icon={<FileInput aria-hidden />}
              isPending={isRunning}
              isDisabled={!title.trim() || !text.trim()}
              onPress={() => void add()}
            >
              {t('overview.digestAdd', { round: target.number })}
            </Button>
          )}
        </>
      }
    >
      <div className="stack">
        <p>{t('overview.digestText')}</p>
        <Field label={t('overview.digestName')} value={title} onChange={setTitle} />
        <Field label={t('overview.digestWords')} value={text} onChange={setText} multiline rows={14} />
        {digest.quotations.length > 0 && (
          <Select
            label={t('overview.digestQuote')}
            placeholder={t('overview.digestQuoteChoose')}
            options={digest.quotations.filter(({ quote }) => !text.includes(quote)).map(({ ref, quote }) => ({ id: ref.note, label: quote }))}
            value={null}
            onChange={(id) => {
              const found = digest.quotations.find(({ ref }) => ref.note === id)
              if (!found) return
              setText((before) => `${before.trimEnd()}\n${found.quote}`)
              setSaid(t('overview.digestQuoted'))
            }}
          />
        )}
        <span role="status" className="visually-hidden">
          {said}
        </span>
        {later.length > 1 && (
          <Select
            label={t('overview.digestRound')}
            options={later.map((each) => ({ id: String(each.number), label: t('workspace.roundTitled', { number: each.number, title: each.title }) }))}
            value={String(target?.number)}
            onChange={(id) => setChosen(Number(id))}
          />
        )}
        {!target && (
          <Notice kind="info" live={false} actions={<LinkButton href={`/s/${view.id}/setup#rounds`}>{t('workspace.setup')}</LinkButton>}>
            {t('overview.digestNoRound')}
          </Notice>
        )}
        {problem && <Notice kind="danger">{sentence(problem, t)}</Notice>}
      </div>
    </Dialog>
  )
}
