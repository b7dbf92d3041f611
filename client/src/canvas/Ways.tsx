import { cellAt, centreOf, rectOf } from '@stocktake/shared/board/layout'
import { type Editor, useValue } from '@tldraw/tldraw'
import { Compass, LayoutGrid, type LucideIcon, Map as MapIcon, UsersRound } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { Menu as AriaMenu, MenuItem as AriaMenuItem, Button, Header, MenuSection, MenuTrigger, Popover, Tooltip, TooltipTrigger } from 'react-aria-components'
import { themeName } from '../sync/gathering.ts'
import menuStyles from '../ui/Menu.module.css'
import { ItemContext, MenuItem } from '../ui/Menu.tsx'
import { closedVotes } from '../votes.ts'
import { cellName } from '../words/usual.ts'
import { useWords } from '../words/words.ts'
import type { Says } from './actions.ts'
import type { BoardBinding } from './bindBoard.ts'
import { Minimap } from './Minimap.tsx'
import { boundsOf } from './pick.ts'
import { selectionBounds } from './selected.ts'
import { tidyCell } from './tidyCell.ts'
import type { View } from './useView.ts'
import styles from './Ways.module.css'
import type { Traces } from './whereabouts.ts'
import type { CanvasContext } from './world.ts'

export interface WaysProps {
  editor: Editor
  around: CanvasContext
  binding: BoardBinding
  view: View
  traces: Traces
  canWrite: boolean
  say: Says
}

const TIDY_BY = ['theme', 'group', 'time', 'votes'] as const
const KEY = 'stocktake/canvas-map'
/** Themes offered in the list; a board may have hundreds, and then one looks for them in the table. */
const MOST_THEMES = 40

/** Where to go on the canvas and what to tidy, with the map: in the corner under the row headings, where nothing lies beneath. */
export function Ways({ editor, around, binding, view, traces, canWrite, say }: WaysProps) {
  const t = useWords()
  const [isOpen, setOpen] = useState(() => readOpen())
  const { scene, world, connection } = around
  const layout = useValue('layout', () => scene.layout.get(), [scene])
  const themes = useValue('themes', () => [...scene.themes.get().values()], [scene])
  const { view: session, round } = useValue('world', () => world.get(), [world])
  const { matrix } = session
  const hasVotes = closedVotes(session, round.number) !== null
  const meant = useValue('meant cell', () => cellAt(scene.layout.get(), middleOf(editor)), [editor, scene])
  const cells = { x: 0, y: 0, w: layout.whole.w, h: layout.parking.y }

  const goToGroup = () => {
    const cell = traces.busiest(scene.layout.get(), scene, connection.presences.getState(), Date.now())
    if (cell === undefined) say({ key: 'nobodyElse' })
    else view.show(rectOf(scene.layout.get(), cell))
  }
  const goToTheme = (theme: string) => {
    const ids = [...scene.notes()].flatMap((note) => (note.theme === theme ? note.id : []))
    const bounds = boundsOf(scene, ids)
    if (!bounds) return
    view.show(bounds)
    binding.select(ids)
  }
  const toggle = () => {
    setOpen(!isOpen)
    writeOpen(!isOpen)
  }

  return (
    <div className={styles.ways}>
      {isOpen && <Minimap editor={editor} around={around} />}
      <div className={styles.buttons} role="toolbar" aria-label={t('canvas.goTo')}>
        <WayMenu label={t('canvas.goTo')} icon={Compass}>
          <MenuItem onAction={() => view.fit()}>{t('canvas.everything')}</MenuItem>
          <MenuItem icon={<UsersRound aria-hidden="true" />} onAction={goToGroup}>
            {t('canvas.group')}
          </MenuItem>
          <MenuSection>
            <Header className={styles.section}>{t('canvas.rows')}</Header>
            {layout.rows.map(({ id, y, h }) => (
              <MenuItem key={id} onAction={() => view.show({ ...cells, y, h })}>
                {matrix.dimensions.find((one) => one.id === id)?.label ?? id}
              </MenuItem>
            ))}
            <MenuItem onAction={() => view.show(layout.parking)}>{t('canvas.parking')}</MenuItem>
          </MenuSection>
          <MenuSection>
            <Header className={styles.section}>{t('canvas.columns')}</Header>
            {layout.columns.map(({ id, x, w }) => (
              <MenuItem key={id} onAction={() => view.show({ ...cells, x, w })}>
                {matrix.intelligenceTypes.find((one) => one.id === id)?.label ?? id}
              </MenuItem>
            ))}
          </MenuSection>
          {themes.length > 0 && (
            <MenuSection>
              <Header className={styles.section}>{t('canvas.themes')}</Header>
              {themes.slice(0, MOST_THEMES).map((theme) => (
                <MenuItem key={theme.id} onAction={() => goToTheme(theme.id)}>
                  {themeName(theme, t)}
                </MenuItem>
              ))}
            </MenuSection>
          )}
        </WayMenu>
        {canWrite && (
          <WayMenu label={t('canvas.tidy')} icon={LayoutGrid}>
            <MenuSection>
              <Header className={styles.section}>{t('canvas.tidyCell', { cell: meant === null ? t('canvas.parking') : cellName(matrix, meant) })}</Header>
              {TIDY_BY.filter((by) => by !== 'votes' || hasVotes).map((by) => (
                <MenuItem key={by} onAction={() => tidyCell(around, meant, by, say)}>
                  {t(`canvas.tidyBy.${by}`)}
                </MenuItem>
              ))}
            </MenuSection>
          </WayMenu>
        )}
        <TooltipTrigger delay={400}>
          <Button className={styles.button} aria-label={isOpen ? t('canvas.foldMap') : t('canvas.openMap')} aria-expanded={isOpen} onPress={toggle}>
            <MapIcon aria-hidden="true" />
          </Button>
          <Tooltip className={styles.tip} placement="top" offset={8}>
            {isOpen ? t('canvas.foldMap') : t('canvas.openMap')}
          </Tooltip>
        </TooltipTrigger>
      </div>
    </div>
  )
}

function WayMenu({ label, icon: Icon, children }: { label: string; icon: LucideIcon; children: ReactNode }) {
  return (
    <MenuTrigger>
      <TooltipTrigger delay={400}>
        <Button className={styles.button} aria-label={label}>
          <Icon aria-hidden="true" />
        </Button>
        <Tooltip className={styles.tip} placement="top" offset={8}>
          {label}
        </Tooltip>
      </TooltipTrigger>
      <Popover className={menuStyles.popover ?? ''} placement="top start">
        <ItemContext value={AriaMenuItem}>
          <AriaMenu className={menuStyles.menu ?? ''}>{children}</AriaMenu>
        </ItemContext>
      </Popover>
    </MenuTrigger>
  )
}

/** What is selected says which cell is meant, else the middle of the view. */
function middleOf(editor: Editor) {
  const bounds = selectionBounds(editor)
  return bounds ? centreOf(bounds) : editor.getViewportPageBounds().center
}

function readOpen(): boolean {
  try {
    return localStorage.getItem(KEY) === 'open'
  } catch {
    return false
  }
}

function writeOpen(isOpen: boolean) {
  try {
    localStorage.setItem(KEY, isOpen ? 'open' : 'folded')
  } catch {
    // Storage may be full or blocked: the map is then folded next time.
  }
}
