import type { Where } from '@stocktake/shared/session'
import { type FormEvent, useCallback, useState } from 'react'
import { join, type KeyPreview, type Mine, previewKey, readMine } from '../api.ts'
import { Consent } from '../panels/Consent.tsx'
import { keepReturnCode } from '../panels/returnCodes.ts'
import { WhereChoice } from '../panels/where/WhereChoice.tsx'
import { navigate, Redirect, useParams } from '../ui/address.tsx'
import { Button, LinkButton } from '../ui/Button.tsx'
import { Field } from '../ui/Field.tsx'
import { Loading } from '../ui/Loading.tsx'
import { Notice } from '../ui/Notice.tsx'
import { PlainPage } from '../ui/PlainPage.tsx'
import { SharedObject } from '../ui/SharedObject.tsx'
import { useCommand } from '../ui/useCommand.ts'
import { useLoaded } from '../ui/useLoaded.ts'
import { sentence, useWords } from '../words/words.ts'
import { LoadFailed } from './LoadFailed.tsx'

/** Coming in by a facilitator's or observer's link. */
export default function Key() {
  const t = useWords()
  const { key = '' } = useParams()
  const loaded = useLoaded(
    useCallback(async () => {
      const [preview, mine] = await Promise.all([previewKey(key), readMine()])
      return { preview, before: mine.find((stocktake) => stocktake.stocktakeId === preview.stocktakeId) }
    }, [key]),
  )

  if (loaded.state === 'loading') return <Loading />
  if (loaded.state === 'failed') {
    if (loaded.problem.code === 'link-unknown') return <LoadFailed title={t('join.keyUnknownTitle')} problem={loaded.problem} />
    return <LoadFailed problem={loaded.problem} again={loaded.again} />
  }
  const { preview, before } = loaded.value
  // Somebody with the role already needs no question; a facilitator's device does not become an observer's by a link.
  if (before && (before.role === preview.role || before.role === 'facilitator')) return <Redirect to={`/s/${preview.stocktakeId}`} />
  return <KeyForm linkKey={key} preview={preview} before={before} />
}

function KeyForm({ linkKey, preview, before }: { linkKey: string; preview: KeyPreview; before: Mine | undefined }) {
  const t = useWords()
  const [name, setName] = useState('')
  const [where, setWhere] = useState<Where>()
  const { run, isRunning, problem } = useCommand()
  const role = t(`common.role.${preview.role}`)

  async function go(event: FormEvent) {
    event.preventDefault()
    const joined = await run(() => join({ key: linkKey, ...(name.trim() ? { name: name.trim() } : {}), ...(where ? { where } : {}) }))
    if (!joined) return
    keepReturnCode(joined.stocktakeId, joined.returnCode)
    navigate(`/s/${joined.stocktakeId}`, { replace: true })
  }

  return (
    <PlainPage title={preview.title} above={t('join.keyAbove', { role: role.toLowerCase() })}>
      <SharedObject text={preview.sharedObject} />
      <p>{preview.role === 'observer' ? t('join.keyObserver') : t('join.keyFacilitator')}</p>
      {before && (
        <Notice
          live={false}
          actions={<LinkButton href={`/s/${preview.stocktakeId}`}>{t('join.stayAs', { role: t(`common.role.${before.role}`).toLowerCase() })}</LinkButton>}
        >
          {t('join.alreadyIn', { role: t(`common.role.${before.role}`).toLowerCase(), newRole: role.toLowerCase() })}
        </Notice>
      )}
      <form onSubmit={go} noValidate className="stack">
        <Field label={t('join.name')} value={name} onChange={setName} maxLength={80} autoComplete="name" />
        {preview.asksWhere && <WhereChoice value={where} onChange={setWhere} />}
        <Consent text={preview.consent} />
        {problem && <Notice kind="danger">{sentence(problem, t)}</Notice>}
        <Button type="submit" variant="primary" size="large" isPending={isRunning}>
          {isRunning ? t('join.going') : t('join.keyGo')}
        </Button>
      </form>
    </PlainPage>
  )
}
