import { changeContradiction, putContradiction } from '@stocktake/shared/board/records'
import type { Contradiction } from '@stocktake/shared/board/schema'
import { newId } from '@stocktake/shared/ids'
import type { Round } from '@stocktake/shared/session'
import type { SessionView } from '@stocktake/shared/view'
import { type FormEvent, useId, useState } from 'react'
import { serverNow } from '../../serverTime.ts'
import { tensionRefusal } from '../../sync/asks.ts'
import type { BoardConnection } from '../../sync/connection.ts'
import { useNotes, useTensions } from '../../sync/useBoard.ts'
import type { BoardRules } from '../../sync/useRules.ts'
import { Button } from '../../ui/Button.tsx'
import { Checkbox } from '../../ui/Checkbox.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { Field } from '../../ui/Field.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { Select } from '../../ui/Select.tsx'
import { useWords } from '../../words/words.ts'
import { Clashes } from './Clashes.tsx'
import { NotePicker } from './NotePicker.tsx'
import { NotNow } from './NotNow.tsx'
import styles from './Tensions.module.css'
import { groupWords, LEVELS, levelWords, MANIFESTATIONS, manifestationWords, NODES, nodeWords } from './tensionWords.ts'
import { useMerging } from './useMerging.ts'

export interface TensionDialogProps {
  connection: BoardConnection
  view: SessionView
  round: Round
  rules: BoardRules
  /** The tension to change; without one a new one is named. */
  tension?: Contradiction
  /** Ids of the notes that a new one begins with. */
  notes?: readonly string[]
  onClose: () => void
}

type Form = Pick<Contradiction, 'title' | 'poleA' | 'poleB' | 'level' | 'manifestation' | 'nodes' | 'betweenGroups' | 'evidence' | 'cue'>

const formOf = ({ title, poleA, poleB, level, manifestation, nodes, betweenGroups, evidence, cue }: Form): Form => ({
  title,
  poleA,
  poleB,
  level,
  manifestation,
  nodes,
  betweenGroups,
  evidence,
  cue,
})
const BLANK: Form = { title: '', poleA: '', poleB: '', level: '', manifestation: '', nodes: [], betweenGroups: [], evidence: [], cue: '' }
/** Stands for what nobody knows yet: a list to choose from has no empty id. */
const UNKNOWN = '-'

/** Names a tension between notes, or changes one. Nothing in it must be known: two notes are enough, and so is one pole. */
export function TensionDialog({ connection, view, round, rules, tension, notes = [], onClose }: TensionDialogProps) {
  const t = useWords()
  const formId = useId()
  const board = useNotes(connection)
  const now = useTensions(connection).find(({ id }) => id === tension?.id)
  const [blank] = useState<Form>(() => ({ ...BLANK, evidence: notes.map((note) => ({ round: round.number, note })) }))
  const form = useMerging<Form>(formOf(now ?? tension ?? blank))
  const [needs, setNeeds] = useState(false)
  const { shown, set } = form
  const mayNot = tensionRefusal({ me: view.me, rules }, tension ?? {})
  const isGone = tension !== undefined && !now
  const isAnonymous = view.settings.attribution === 'anonymous'
  const here = shown.evidence.filter((ref) => ref.round === round.number).map(({ note }) => note)
  const isEnough = tension !== undefined || shown.evidence.length > 1 || [shown.poleA, shown.poleB, shown.title].some((text) => text.trim())
  const hasMore = shown.level !== '' || shown.manifestation !== '' || shown.nodes.length > 0 || shown.betweenGroups.length > 0 || shown.cue !== ''
  const [opensMore] = useState(hasMore)

  const pick = (chosen: string[]) =>
    set({
      evidence: [
        ...shown.evidence.filter((ref) => ref.round !== round.number || chosen.includes(ref.note)),
        ...chosen.filter((id) => !here.includes(id)).map((note) => ({ round: round.number, note })),
      ],
    })
  const save = (event: FormEvent) => {
    event.preventDefault()
    if (!isEnough) return setNeeds(true)
    if (form.clashes.length || mayNot) return
    connection.endUndoStep()
    if (tension && !isGone) changeContradiction(connection.board, tension.id, form.changes)
    else
      putContradiction(connection.board, {
        addressedBy: [],
        status: 'open',
        createdAt: serverNow(),
        ...tension,
        ...shown,
        id: tension?.id ?? newId(),
      })
    connection.endUndoStep()
    onClose()
  }
  const choice = (known: readonly string[], now: string, say: (one: string) => string) => [
    { id: UNKNOWN, label: t('tensions.unknown') },
    ...[...known, ...(now && !known.includes(now) ? [now] : [])].map((id) => ({ id, label: say(id) })),
  ]
  const sayClash = (field: keyof Form) => {
    const { [field]: theirs } = now ?? blank
    const names = {
      title: t('tensions.titleField'),
      poleA: t('tensions.poleA'),
      poleB: t('tensions.poleB'),
      level: t('tensions.level'),
      manifestation: t('tensions.manifestation'),
      nodes: t('tensions.nodes'),
      betweenGroups: t('tensions.groups'),
      evidence: t('tensions.notes'),
      cue: t('tensions.cue'),
    }
    const words: Partial<Record<keyof Form, string>> = {
      level: levelWords(String(theirs), t),
      manifestation: manifestationWords(String(theirs), t),
      nodes: nodeWords(now?.nodes ?? [], t),
      betweenGroups: groupWords(view.groups, now?.betweenGroups ?? []),
      evidence: (now?.evidence ?? []).flatMap((ref) => board.find(({ id }) => id === ref.note)?.text ?? []).join(' / '),
    }
    return { field: names[field], text: words[field] ?? String(theirs) }
  }

  return (
    <Dialog
      title={t(tension ? 'tensions.editTitle' : 'tensions.nameTitle')}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t('common.cancel')}</Button>
          <Button type="submit" form={formId} variant="primary" isDisabled={form.clashes.length > 0 || mayNot !== undefined}>
            {t(tension ? 'tensions.save' : 'tensions.saveName')}
          </Button>
        </>
      }
    >
      <form id={formId} className={styles.form} onSubmit={save}>
        <p className={styles.quiet}>{t('tensions.introName')}</p>
        {isGone && (
          <Notice kind="warning" title={t('tensions.goneTitle')}>
            {t('tensions.goneText')}
          </Notice>
        )}
        <NotNow reason={mayNot} />
        <Clashes form={form} say={sayClash} />
        {needs && !isEnough && <Notice kind="danger">{t('tensions.needs')}</Notice>}
        {!tension && <NotePicker view={view} title={t('tensions.notes')} notes={board} chosen={here} onChange={pick} autoFocus={here.length === 1} />}
        <div className={styles.poles}>
          <Field
            label={t('tensions.poleA')}
            description={t('tensions.poleAHint')}
            multiline
            rows={2}
            maxLength={500}
            value={shown.poleA}
            onChange={(poleA) => set({ poleA })}
            autoFocus={tension !== undefined || here.length > 1}
          />
          <Field
            label={t('tensions.poleB')}
            description={t('tensions.poleBHint')}
            multiline
            rows={2}
            maxLength={500}
            value={shown.poleB}
            onChange={(poleB) => set({ poleB })}
          />
        </div>
        <Field
          label={t('tensions.titleField')}
          description={t('tensions.titleHint')}
          maxLength={200}
          value={shown.title}
          onChange={(title) => set({ title })}
        />
        <details className={styles.more} open={opensMore}>
          <summary>{t('tensions.more')}</summary>
          <div className={styles.form}>
            <Select
              label={t('tensions.manifestation')}
              value={shown.manifestation || UNKNOWN}
              options={choice(MANIFESTATIONS, shown.manifestation, (id) => {
                const known = MANIFESTATIONS.find((one) => one === id)
                return known ? t(`tensions.manifestations.${known}`) : id
              })}
              onChange={(id) => set({ manifestation: id === UNKNOWN ? '' : id })}
            />
            <Select
              label={t('tensions.level')}
              value={shown.level || UNKNOWN}
              options={choice(LEVELS, shown.level, (id) => {
                const known = LEVELS.find((one) => one === id)
                return known ? t(`tensions.levels.${known}`) : id
              })}
              onChange={(id) => set({ level: id === UNKNOWN ? '' : id })}
            />
            <fieldset className={styles.groups}>
              <legend>{t('tensions.nodes')}</legend>
              <p className={styles.quiet}>{t('tensions.groupsHint')}</p>
              {NODES.map((node) => (
                <Checkbox
                  key={node}
                  isSelected={shown.nodes.includes(node)}
                  onChange={(is) => set({ nodes: is ? [...shown.nodes, node] : shown.nodes.filter((other) => other !== node) })}
                >
                  {t(`tensions.nodeNames.${node}`)}
                </Checkbox>
              ))}
            </fieldset>
            {!isAnonymous && (
              <fieldset className={styles.groups}>
                <legend>{t('tensions.groups')}</legend>
                <p className={styles.quiet}>{t('tensions.groupsHint')}</p>
                {view.groups.map(({ id, label }) => (
                  <Checkbox
                    key={id}
                    isSelected={shown.betweenGroups.includes(id)}
                    onChange={(is) => set({ betweenGroups: is ? [...shown.betweenGroups, id] : shown.betweenGroups.filter((other) => other !== id) })}
                  >
                    {label}
                  </Checkbox>
                ))}
              </fieldset>
            )}
            <Field
              label={t('tensions.cue')}
              description={t('tensions.cueHint')}
              multiline
              rows={2}
              maxLength={500}
              value={shown.cue}
              onChange={(cue) => set({ cue })}
            />
          </div>
        </details>
        {tension && <NotePicker view={view} title={t('tensions.notes')} notes={board} chosen={here} onChange={pick} />}
      </form>
    </Dialog>
  )
}
