import { DefaultColorStyle, type Editor, type TLDefaultColorStyle, useValue } from '@tldraw/tldraw'
import {
  Copy,
  Eraser,
  Group,
  Hand,
  type LucideIcon,
  Maximize,
  MousePointer2,
  MoveUpRight,
  Pencil,
  Redo2,
  ScanSearch,
  StickyNote,
  Trash2,
  Type,
  Undo2,
  ZoomIn,
  ZoomOut,
} from 'lucide-react'
import type { ReactNode } from 'react'
import { Toolbar as AriaToolbar, Button, ToggleButton, Tooltip, TooltipTrigger } from 'react-aria-components'
import { useWords } from '../words/words.ts'
import { noteIdOf } from './records.ts'
import styles from './Toolbar.module.css'
import type { Command } from './tools/keys.ts'

type Tool = 'select' | 'hand' | 'draw' | 'arrow' | 'label' | 'eraser'

const TOOLS: readonly { command: Tool; icon: LucideIcon; key: string }[] = [
  { command: 'select', icon: MousePointer2, key: 'V' },
  { command: 'hand', icon: Hand, key: 'H' },
  { command: 'draw', icon: Pencil, key: 'D' },
  { command: 'arrow', icon: MoveUpRight, key: 'A' },
  { command: 'label', icon: Type, key: 'T' },
  { command: 'eraser', icon: Eraser, key: 'E' },
]

/** Few, and apart from one another for most kinds of colour-blind eyes. */
const COLOURS = ['black', 'blue', 'green', 'orange', 'red', 'violet'] as const satisfies readonly TLDefaultColorStyle[]
const INKS: Record<(typeof COLOURS)[number], string> = {
  black: 'var(--ink)',
  blue: '#4465e9',
  green: '#099268',
  orange: '#e16919',
  red: '#e03131',
  violet: '#ae3ec9',
}

export interface ToolbarProps {
  editor: Editor
  canWrite: boolean
  canAdd: boolean
  canGather: boolean
  run(command: Command): void
}

/** Everything the keyboard can do, as buttons with names. Those who only read get what looking needs. */
export function Toolbar({ editor, canWrite, canAdd, canGather, run }: ToolbarProps) {
  const t = useWords()
  const tool = useValue('tool', () => editor.getCurrentToolId(), [editor])
  const zoom = useValue('zoom', () => Math.round(editor.getZoomLevel() * 100), [editor])
  const selected = useValue('selected', () => editor.getSelectedShapeIds().length, [editor])
  const draws = useValue(
    'draws',
    () => ['draw', 'arrow', 'label'].includes(editor.getCurrentToolId()) || editor.getSelectedShapeIds().some((id) => !noteIdOf(id)),
    [editor],
  )
  const press = (command: Command) => () => run(command)
  return (
    <div className={styles.bar}>
      {canWrite && draws && <Colours editor={editor} />}
      {canWrite && (
        <AriaToolbar className={styles.group} aria-label={t('canvas.tools')}>
          {canAdd && (
            <>
              <Tip label={t('canvas.tool.note')} shortcut="N">
                <Button className={styles.primary} aria-label={t('canvas.tool.note')} onPress={press('note')}>
                  <StickyNote aria-hidden="true" />
                  <span className={styles.word}>{t('canvas.tool.noteShort')}</span>
                </Button>
              </Tip>
              <Rule />
            </>
          )}
          {TOOLS.map(({ command, icon: Icon, key }) => (
            <Tip key={command} label={t(`canvas.tool.${command}`)} shortcut={key}>
              <ToggleButton className={styles.button} aria-label={t(`canvas.tool.${command}`)} isSelected={tool === command} onChange={press(command)}>
                <Icon aria-hidden="true" />
              </ToggleButton>
            </Tip>
          ))}
          <Rule />
          <span className={styles.spare}>
            <IconButton label={t('canvas.undo')} shortcut="Ctrl+Z" icon={Undo2} onPress={press('undo')} />
            <IconButton label={t('canvas.redo')} shortcut="Ctrl+Shift+Z" icon={Redo2} onPress={press('redo')} />
          </span>
          {selected > 0 && (
            <>
              <Rule />
              {canGather && (
                <IconButton label={t(selected > 1 ? 'themes.groupThese' : 'themes.groupWith')} shortcut="G" icon={Group} onPress={press('group')} />
              )}
              {canAdd && <IconButton label={t('canvas.duplicate')} shortcut="Ctrl+D" icon={Copy} onPress={press('duplicate')} />}
              <IconButton label={t('canvas.delete')} shortcut="Del" icon={Trash2} onPress={press('delete')} />
            </>
          )}
        </AriaToolbar>
      )}
      <AriaToolbar className={styles.group} aria-label={t('canvas.view')}>
        <IconButton label={t('canvas.zoomOut')} shortcut="-" icon={ZoomOut} onPress={press('zoomOut')} />
        <Tip label={t('canvas.zoom100')} shortcut="Shift+0">
          <Button className={styles.zoom} aria-label={t('canvas.zoomNow', { zoom })} onPress={press('zoom100')}>
            {zoom} %
          </Button>
        </Tip>
        <IconButton label={t('canvas.zoomIn')} shortcut="+" icon={ZoomIn} onPress={press('zoomIn')} />
        <IconButton label={t('canvas.fit')} shortcut="Shift+1" icon={Maximize} onPress={press('fit')} />
        {selected > 0 && <IconButton label={t('canvas.zoomSelection')} shortcut="Shift+2" icon={ScanSearch} onPress={press('zoomSelection')} />}
      </AriaToolbar>
    </div>
  )
}

const Rule = () => <span className={styles.rule} aria-hidden="true" />

function IconButton({ label, shortcut, icon: Icon, onPress }: { label: string; shortcut: string; icon: LucideIcon; onPress(): void }) {
  return (
    <Tip label={label} shortcut={shortcut}>
      <Button className={styles.button} aria-label={label} onPress={onPress}>
        <Icon aria-hidden="true" />
      </Button>
    </Tip>
  )
}

function Tip({ label, shortcut, children }: { label: string; shortcut: string; children: ReactNode }) {
  return (
    <TooltipTrigger delay={400}>
      {children}
      <Tooltip className={styles.tip} offset={8}>
        {label} <kbd>{shortcut}</kbd>
      </Tooltip>
    </TooltipTrigger>
  )
}

function Colours({ editor }: { editor: Editor }) {
  const t = useWords()
  const now = useValue('colour', () => editor.getStyleForNextShape(DefaultColorStyle), [editor])
  return (
    <AriaToolbar className={styles.group} aria-label={t('canvas.colours')}>
      {COLOURS.map((colour) => (
        <ToggleButton
          key={colour}
          className={styles.button}
          aria-label={t(`canvas.colour.${colour}`)}
          isSelected={now === colour}
          onChange={() => {
            editor.setStyleForSelectedShapes(DefaultColorStyle, colour)
            editor.setStyleForNextShapes(DefaultColorStyle, colour)
          }}
        >
          <span className={styles.swatch} style={{ background: INKS[colour] }} />
        </ToggleButton>
      ))}
    </AriaToolbar>
  )
}
