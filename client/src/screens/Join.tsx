import { cleanCode } from '@stocktake/shared/ids'
import type { Where } from '@stocktake/shared/session'
import { type FormEvent, useCallback, useState } from 'react'
import { type JoinPreview, join, previewJoin, readMine } from '../api.ts'
import { CodeBox } from '../panels/CodeBox.tsx'
import { Consent } from '../panels/Consent.tsx'
import { keepReturnCode } from '../panels/returnCodes.ts'
import { WhereChoice } from '../panels/where/WhereChoice.tsx'
import { navigate, Redirect, useParams } from '../ui/address.tsx'
import { Button } from '../ui/Button.tsx'
import { Choices } from '../ui/Choices.tsx'
import { Field } from '../ui/Field.tsx'
import { GroupMark } from '../ui/GroupMark.tsx'
import { Loading } from '../ui/Loading.tsx'
import { Notice } from '../ui/Notice.tsx'
import { PlainPage } from '../ui/PlainPage.tsx'
import { SharedObject } from '../ui/SharedObject.tsx'
import { useCommand } from '../ui/useCommand.ts'
import { useLoaded } from '../ui/useLoaded.ts'
import { usual } from '../words/usual.ts'
import { sentence, useWords } from '../words/words.ts'
import { LoadFailed } from './LoadFailed.tsx'

/** Joining with a code: what it is, which group, in. */
export default function Join() {
  const t = useWords()
  const code = cleanCode(useParams().code ?? '')
  const loaded = useLoaded(
    useCallback(async () => {
      const [preview, mine] = await Promise.all([previewJoin(code), readMine()])
      return { preview, isIn: mine.some((stocktake) => stocktake.stocktakeId === preview.stocktakeId) }
    }, [code]),
  )

  if (loaded.state === 'loading') return <Loading />
  if (loaded.state === 'failed') {
    if (loaded.problem.code !== 'code-unknown') return <LoadFailed problem={loaded.problem} again={loaded.again} />
    return (
      <PlainPage title={t('join.unknownTitle', { code })} lead={t('join.unknownText')}>
        <CodeBox key={code} />
      </PlainPage>
    )
  }
  const { preview, isIn } = loaded.value
  if (isIn) return <Redirect to={`/s/${preview.stocktakeId}`} />
  return <JoinForm code={code} preview={preview} />
}

const PROMISE = { group: 'identity.joinByGroup', named: 'identity.joinNamed' } as const

function JoinForm({ code, preview }: { code: string; preview: JoinPreview }) {
  const t = useWords()
  const [groupId, setGroupId] = useState<string | null>(preview.groups.length === 1 ? (preview.groups[0]?.id ?? null) : null)
  const [name, setName] = useState('')
  const [where, setWhere] = useState<Where>()
  const [checked, setChecked] = useState(false)
  const { run, isRunning, problem } = useCommand()

  async function go(event: FormEvent) {
    event.preventDefault()
    setChecked(true)
    if (!groupId) return document.querySelector<HTMLInputElement>('input[type="radio"]')?.focus()
    const joined = await run(() => join({ code, groupId, ...(name.trim() ? { name: name.trim() } : {}), ...(where ? { where } : {}) }))
    if (!joined) return
    keepReturnCode(joined.stocktakeId, joined.returnCode)
    navigate(`/s/${joined.stocktakeId}`, { replace: true })
  }

  return (
    <PlainPage title={preview.title} above={t('join.above')}>
      <SharedObject text={preview.sharedObject} />
      {preview.roundTitle && <p>{t('join.openNow', { round: usual(preview.roundTitle) })}</p>}
      {preview.joinOpen ? (
        <form onSubmit={go} noValidate className="stack">
          <Choices
            large
            label={t('join.group')}
            description={t(preview.attribution === 'anonymous' ? 'identity.joinAnonymous' : 'join.groupHelp')}
            value={groupId}
            onChange={setGroupId}
            choices={preview.groups.map((group) => ({ id: group.id, label: usual(group.label), icon: <GroupMark group={group} size={28} /> }))}
            error={checked && !groupId ? t('join.groupMissing') : undefined}
          />
          <Field label={t('join.name')} description={t('join.nameHelp')} value={name} onChange={setName} maxLength={80} autoComplete="name" />
          {preview.attribution !== 'anonymous' && <p>{t(PROMISE[preview.attribution])}</p>}
          {groupId && preview.attribution !== 'anonymous' && preview.empty.includes(groupId) && <Notice>{t('identity.joinAlone')}</Notice>}
          {preview.asksWhere && <WhereChoice value={where} onChange={setWhere} />}
          <Consent text={preview.consent} />
          {problem && <Notice kind="danger">{sentence(problem, t)}</Notice>}
          <Button type="submit" variant="primary" size="large" isPending={isRunning}>
            {isRunning ? t('join.going') : t('join.go')}
          </Button>
        </form>
      ) : (
        <Notice kind="warning">{t('join.closed')}</Notice>
      )}
    </PlainPage>
  )
}
