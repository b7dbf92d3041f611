import { isTeam, openRound, roundOf } from '@stocktake/shared/rounds'
import type { SessionView } from '@stocktake/shared/view'
import {
  Columns2,
  Download,
  FileText,
  FolderInput,
  FolderOpen,
  Keyboard,
  Languages,
  Lock,
  MapPin,
  Menu as MenuIcon,
  MousePointer2,
  PencilLine,
  Printer,
  QrCode,
  ScrollText,
  Settings2,
  Sheet,
  UserRound,
  Volume2,
} from 'lucide-react'
import { useState } from 'react'
import { ask } from '../sync/asks.ts'
import { Menu, MenuItem } from '../ui/Menu.tsx'
import { onDemand } from '../ui/onDemand.tsx'
import { LANGUAGES } from '../words/language.ts'
import { useWords } from '../words/words.ts'
import { showKeys } from './KeysHelp.tsx'

const ExportDialog = onDemand(async () => (await import('../panels/export/ExportDialog.tsx')).ExportDialog, { isOver: true })
const LanguageChoice = onDemand(async () => (await import('../panels/LanguageChoice.tsx')).LanguageChoice, { isOver: true })
const ShownHowDialog = onDemand(async () => (await import('../panels/ShownHow.tsx')).ShownHowDialog, { isOver: true })
const WhereDialog = onDemand(async () => (await import('../panels/where/WhereDialog.tsx')).WhereDialog, { isOver: true })
const WritingLanguageDialog = onDemand(async () => (await import('../noteLanguage/WritingLanguage.tsx')).WritingLanguageDialog, { isOver: true })
const WorkspaceNewsPace = onDemand(async () => (await import('./WorkspaceNewsPace.tsx')).WorkspaceNewsPace, { isOver: true })
const WorkspacePointers = onDemand(async () => (await import('./WorkspacePointers.tsx')).WorkspacePointers, { isOver: true })

export interface WorkspaceMenuProps {
  view: SessionView
  shown: number | undefined
  /** Asks what closing or opening a round will do, before it does. */
  onClose: (round: number) => void
  onOpen: (round: number) => void
  /** Absent where there is no room for two boards. */
  onBeside?: (round: number) => void
}

/** Everything that is not writing: for facilitators the running of the rounds, for all exports and earlier rounds. */
export function WorkspaceMenu({ view, shown, onClose, onOpen, onBeside }: WorkspaceMenuProps) {
  const t = useWords()
  const [isExporting, setExporting] = useState(false)
  const [isPromising, setPromising] = useState(false)
  const [isChoosingLanguage, setChoosingLanguage] = useState(false)
  const [isChoosingMine, setChoosingMine] = useState(false)
  const [isChoosingNews, setChoosingNews] = useState(false)
  const [isSayingWhere, setSayingWhere] = useState(false)
  const [isChoosingPointers, setChoosingPointers] = useState(false)
  const open = openRound(view)
  const drafts = view.rounds.filter((round) => round.state === 'draft')
  const closed = view.rounds.filter((round) => round.state === 'closed')
  const last = closed.at(-1)
  const isFacilitator = view.me.role === 'facilitator'
  // The team alone types for others; who may write where the board says.
  const mayImport = isTeam(view.me.role) && shown !== undefined && roundOf(view, shown)?.state !== 'closed'
  const home = `/s/${view.id}`

  return (
    <>
      <Menu label={t('workspace.menu')} icon={<MenuIcon aria-hidden />} size="small">
        {isFacilitator && open && (
          <MenuItem icon={<Lock aria-hidden />} onAction={() => onClose(open.number)}>
            {t('workspace.closeRound', { number: open.number })}
          </MenuItem>
        )}
        {isFacilitator && !open && drafts[0] && (
          <MenuItem icon={<FolderOpen aria-hidden />} onAction={() => onOpen(drafts[0]?.number ?? 0)}>
            {t('workspace.openRound', { number: drafts[0].number })}
          </MenuItem>
        )}
        {isFacilitator && !open && last && (
          <MenuItem icon={<FolderOpen aria-hidden />} onAction={() => onOpen(last.number)}>
            {t('workspace.reopenRound', { number: last.number })}
          </MenuItem>
        )}
        {isTeam(view.me.role) && (
          <MenuItem icon={<FolderInput aria-hidden />} href={`${home}/carry`}>
            {t('workspace.carry')}
          </MenuItem>
        )}
        {isFacilitator && (
          <MenuItem icon={<Settings2 aria-hidden />} href={`${home}/setup`}>
            {t('workspace.setup')}
          </MenuItem>
        )}
        {isFacilitator && (
          <MenuItem icon={<UserRound aria-hidden />} onAction={() => setPromising(true)}>
            {t('identity.shownHow')}
          </MenuItem>
        )}
        {isFacilitator && (
          <MenuItem icon={<QrCode aria-hidden />} href={`${home}/show`} target="_blank">
            {t('workspace.joinCard')}
          </MenuItem>
        )}
        {isFacilitator && (
          <MenuItem icon={<ScrollText aria-hidden />} href={`${home}/report`}>
            {t('report.menu')}
          </MenuItem>
        )}
        {mayImport && (
          <MenuItem icon={<Sheet aria-hidden />} onAction={() => ask({ what: 'import' })}>
            {t('workspace.import')}
          </MenuItem>
        )}
        <MenuItem icon={<Download aria-hidden />} onAction={() => setExporting(true)}>
          {t('workspace.export')}
        </MenuItem>
        {shown !== undefined && (
          <MenuItem icon={<Printer aria-hidden />} href={`${home}/print?round=${shown}`}>
            {t('print.menu')}
          </MenuItem>
        )}
        <MenuItem icon={<MousePointer2 aria-hidden />} onAction={() => setChoosingPointers(true)}>
          {t('workspace.pointers')}
        </MenuItem>
        <MenuItem icon={<Keyboard aria-hidden />} onAction={showKeys}>
          {t('keys.menu')}
        </MenuItem>
        <MenuItem icon={<Volume2 aria-hidden />} onAction={() => setChoosingNews(true)}>
          {t('news.menu')}
        </MenuItem>
        {view.me.role !== 'observer' && (
          <MenuItem icon={<PencilLine aria-hidden />} onAction={() => setChoosingMine(true)}>
            {t('noteLanguage.writingMenu')}
          </MenuItem>
        )}
        <MenuItem icon={<MapPin aria-hidden />} onAction={() => setSayingWhere(true)}>
          {t('workspace.whereIAm')}
        </MenuItem>
        {LANGUAGES.length > 1 && (
          <MenuItem icon={<Languages aria-hidden />} onAction={() => setChoosingLanguage(true)}>
            {t('common.language')}
          </MenuItem>
        )}
        {closed.map((round) => (
          <MenuItem key={`record-${round.number}`} icon={<FileText aria-hidden />} href={`${home}/rounds/${round.number}`}>
            {t('workspace.record', { number: round.number })}
          </MenuItem>
        ))}
        {onBeside &&
          closed
            .filter((round) => round.number !== shown)
            .map((round) => (
              <MenuItem key={`beside-${round.number}`} icon={<Columns2 aria-hidden />} onAction={() => onBeside(round.number)}>
                {t('workspace.beside', { number: round.number })}
              </MenuItem>
            ))}
      </Menu>
      {isChoosingLanguage && <LanguageChoice onClose={() => setChoosingLanguage(false)} />}
      {isChoosingPointers && <WorkspacePointers onClose={() => setChoosingPointers(false)} />}
      {isChoosingMine && <WritingLanguageDialog view={view} onClose={() => setChoosingMine(false)} />}
      {isSayingWhere && <WhereDialog view={view} onClose={() => setSayingWhere(false)} />}
      {isChoosingNews && <WorkspaceNewsPace onClose={() => setChoosingNews(false)} />}
      {isPromising && <ShownHowDialog view={view} onClose={() => setPromising(false)} />}
      {isExporting && <ExportDialog view={view} round={shown} onClose={() => setExporting(false)} />}
    </>
  )
}
