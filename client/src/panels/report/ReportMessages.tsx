import type { NoteRef } from '@stocktake/shared/fields'
import { LIMITS } from '@stocktake/shared/limits'
import type { Block, Message } from '@stocktake/shared/report/blocks'
import type { KeyMessage } from '@stocktake/shared/reportSchema'
import type { SessionView } from '@stocktake/shared/view'
import { Plus } from 'lucide-react'
import { useState } from 'react'
import { addMessage, editMessage, removeMessage } from '../../api.ts'
import { useSession } from '../../session.ts'
import { Button } from '../../ui/Button.tsx'
import { Checkbox } from '../../ui/Checkbox.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { GroupMark } from '../../ui/GroupMark.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { useCommand } from '../../ui/useCommand.ts'
import { useWords } from '../../words/words.ts'
import { RecordNotePicker } from '../RecordNotePicker.tsx'
import { ReorderTools } from '../setup/ReorderTools.tsx'
import { OwnText } from './OwnText.tsx'
import styles from './Report.module.css'
import { ReportNotes } from './ReportNotes.tsx'

/** The key messages of a report: written in place, put in order, each with the notes it rests on. */
export function ReportMessages({ view, block }: { view: SessionView; block: Extract<Block, { kind: 'messages' }> }) {
  const t = useWords()
  const command = useCommand()
  const round = block.scope === 'series' ? null : block.scope
  // Those of the session are newer than the report that was made.
  const messages = view.report.messages.filter((message) => message.round === round)
  const run = async (request: () => Promise<SessionView>) => {
    const next = await command.run(request)
    if (next) useSession.getState().setView(next)
  }
  return (
    <div className={styles.messages}>
      {messages.length === 0 && <p className={styles.quiet}>{t('report.noMessages')}</p>}
      {messages.map((message, index) => (
        <OneMessage
          key={message.id}
          view={view}
          message={message}
          made={block.messages.find(({ id }) => id === message.id)}
          index={index}
          count={messages.length}
          run={run}
        />
      ))}
      {command.problem && <Notice kind="danger">{command.problem.title}</Notice>}
      <div>
        <Button icon={<Plus aria-hidden />} isDisabled={command.isRunning} onPress={() => void run(() => addMessage(view.id, { round }))}>
          {t('report.addMessage')}
        </Button>
      </div>
    </div>
  )
}

interface OneMessageProps {
  view: SessionView
  message: KeyMessage
  /** As the report has it, with the words of its notes. */
  made: Message | undefined
  index: number
  count: number
  run: (request: () => Promise<SessionView>) => Promise<void>
}

function OneMessage({ view, message, made, index, count, run }: OneMessageProps) {
  const t = useWords()
  const [isRemoving, setRemoving] = useState(false)
  const [chosen, setChosen] = useState<NoteRef[] | null>(null)
  const number = index + 1
  const field = (part: 'title' | 'paragraph' | 'question', max: number, rows: number) => (
    <OwnText
      stocktakeId={view.id}
      field={`message/${message.id}/${part}`}
      label={t(({ title: 'report.messageTitle', paragraph: 'report.messageParagraph', question: 'report.messageQuestion' } as const)[part])}
      stored={message[part]}
      max={max}
      rows={rows}
      multiline={part !== 'title'}
      isOpen
    />
  )
  const setGroup = (id: string, isSelected: boolean) => {
    const others = message.groups.filter((group) => group !== id)
    void run(() => editMessage(view.id, message.id, { groups: isSelected ? [...others, id] : others }))
  }

  return (
    <fieldset className={styles.message}>
      <legend>{t('report.message', { number })}</legend>
      <ReorderTools
        name={t('report.messageNamed', { number })}
        index={index}
        count={count}
        isKept={false}
        onMove={(place) => void run(() => editMessage(view.id, message.id, { place }))}
        onRemove={() => setRemoving(true)}
      />
      {field('title', LIMITS.title, 1)}
      {field('paragraph', LIMITS.reportText, 3)}
      {field('question', LIMITS.question, 1)}
      <p className={styles.strong}>{t('report.restsOn')}</p>
      {made?.notes.length ? <ReportNotes notes={made.notes} /> : <p className={styles.quiet}>{t('report.restsOnNone')}</p>}
      <div>
        <Button size="small" onPress={() => setChosen(message.notes)}>
          {t('report.chooseNotes')}
        </Button>
      </div>
      {view.settings.attribution !== 'anonymous' && (
        <details>
          <summary>{t('report.saidBy')}</summary>
          <div className={styles.groups}>
            {view.groups.map((group) => (
              <Checkbox key={group.id} isSelected={message.groups.includes(group.id)} onChange={(isSelected) => setGroup(group.id, isSelected)}>
                <GroupMark group={group} /> {group.label}
              </Checkbox>
            ))}
          </div>
        </details>
      )}
      <Dialog
        title={t('report.removeTitle', { number })}
        isOpen={isRemoving}
        onClose={() => setRemoving(false)}
        actions={
          <Button
            variant="danger"
            onPress={() => {
              setRemoving(false)
              void run(() => removeMessage(view.id, message.id))
            }}
          >
            {t('report.removeDo')}
          </Button>
        }
      >
        <p>{t('report.removeText')}</p>
      </Dialog>
      <Dialog
        title={t('report.chooseNotesTitle', { number })}
        isOpen={chosen !== null}
        onClose={() => setChosen(null)}
        actions={
          <Button
            variant="primary"
            onPress={() => {
              const notes = (chosen ?? []).slice(0, LIMITS.messageNotes)
              setChosen(null)
              void run(() => editMessage(view.id, message.id, { notes }))
            }}
          >
            {t('report.chooseNotesDo')}
          </Button>
        }
      >
        <RecordNotePicker view={view} chosen={chosen ?? []} onChange={setChosen} many />
      </Dialog>
    </fieldset>
  )
}
