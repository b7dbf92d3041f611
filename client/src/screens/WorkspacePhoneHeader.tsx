import { StepLine } from '../panels/steps/StepLine.tsx'
import { mayShow } from '../sync/ShowThis.tsx'
import { Menu, MenuItem } from '../ui/Menu.tsx'
import { onDemand } from '../ui/onDemand.tsx'
import { PageTitle } from '../ui/PageTitle.tsx'
import { useWords } from '../words/words.ts'
import type { WorkspaceLayoutProps } from './WorkspaceLayout.ts'
import { WorkspaceMenu } from './WorkspaceMenu.tsx'
import styles from './WorkspacePhoneHeader.module.css'
import { WorkspaceStatus } from './WorkspaceStatus.tsx'

/** The room that a facilitator's line takes, until it is there. */
const OneRow = () => <div className={styles.oneRow} />
const WorkspacePhoneLead = onDemand(async () => (await import('./WorkspacePhoneLead.tsx')).WorkspacePhoneLead, { Waiting: OneRow })

/** What stays at the top of a phone, in as few lines as it takes: the notes need the room. What leads a round folds away. */
export function WorkspacePhoneHeader(props: WorkspaceLayoutProps & { isCanvas: boolean }) {
  const t = useWords()
  const { view, shown, connection, canWrite, rules, draft, onClose, onOpen, isCanvas } = props
  const { round, isReadable } = shown
  // Who writes alone asks whether the draft is saved.
  const ownDraft = rules?.isWriting ? draft : null

  return (
    <header className={styles.header}>
      <PageTitle className="visually-hidden">{view.title}</PageTitle>
      <div className={styles.line}>
        <Menu
          label={round ? t('workspace.round', { number: round.number }) : t('workspace.rounds')}
          {...(round ? { name: t('workspace.roundTitled', { number: round.number, title: round.title }) } : {})}
          size="small"
        >
          {view.rounds.map((each) => (
            <MenuItem key={each.number} onAction={() => shown.show(each.number)} textValue={each.title}>
              {t('workspace.roundTitled', { number: each.number, title: each.title })}, {t(`workspace.roundState.${each.state}`)}
            </MenuItem>
          ))}
        </Menu>
        <div className={styles.status}>
          {connection && (
            <WorkspaceStatus connection={ownDraft ?? connection} round={round} canWrite={canWrite || Boolean(ownDraft)} isBrief={Boolean(round?.live)} />
          )}
        </div>
        <WorkspaceMenu view={view} shown={round?.number} onClose={onClose} onOpen={onOpen} />
      </div>
      {/* The canvas needs the room; every other tab says it. */}
      {!isCanvas && (
        <p className={styles.object}>
          <span>{t('common.sharedObject')}</span> <bdi>{view.sharedObject}</bdi>
        </p>
      )}
      {round &&
        isReadable &&
        (mayShow(view, round) ? (
          <WorkspacePhoneLead view={view} round={round} line={(isBrief) => <StepLine round={round} isBrief={isBrief} />} />
        ) : (
          <StepLine round={round} />
        ))}
    </header>
  )
}
