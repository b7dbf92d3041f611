import {
  DefaultColorStyle,
  getDefaultColorTheme,
  HTMLContainer,
  Rectangle2d,
  ShapeUtil,
  T,
  type TLBaseShape,
  type TLDefaultColorStyle,
  useEditor,
  useIsDarkMode,
  useIsEditing,
} from '@tldraw/tldraw'
import { type CSSProperties, useEffect, useRef } from 'react'
import { useWords } from '../words/words.ts'
import styles from './Label.module.css'
import { NOT_FOR_CANVAS } from './pointer.ts'

export type LabelShape = TLBaseShape<'label', { text: string; color: TLDefaultColorStyle }>

const TYPE = { fontFamily: 'var(--font)', fontSize: 24, fontWeight: '700', fontStyle: 'normal', lineHeight: 1.25, maxWidth: null, padding: '0px' } as const
const MIN = { w: 24, h: 30 }

/** Words on the canvas that are no note: a heading over a cluster, a remark at an arrow. Plain text in the page's own font. */
export class LabelShapeUtil extends ShapeUtil<LabelShape> {
  static override type = 'label' as const
  static override props = { text: T.string, color: DefaultColorStyle }

  override getDefaultProps(): LabelShape['props'] {
    return { text: '', color: 'black' }
  }
  override canEdit() {
    return true
  }
  override canResize() {
    return false
  }
  override hideResizeHandles() {
    return true
  }
  override hideRotateHandle() {
    return true
  }
  override getGeometry(shape: LabelShape) {
    const size = this.editor.textMeasure.measureText(shape.props.text || ' ', TYPE)
    return new Rectangle2d({ width: Math.max(MIN.w, Math.ceil(size.w) + 2), height: Math.max(MIN.h, Math.ceil(size.h)), isFilled: true })
  }
  override component(shape: LabelShape) {
    return <Label shape={shape} />
  }
  override indicator(shape: LabelShape) {
    const { width, height } = this.editor.getShapeGeometry(shape).bounds
    return <rect width={width} height={height} rx={4} />
  }
  override onEditEnd(shape: LabelShape) {
    if (!shape.props.text.trim()) this.editor.deleteShapes([shape.id])
  }
}

function Label({ shape }: { shape: LabelShape }) {
  const t = useWords()
  const editor = useEditor()
  const isEditing = useIsEditing(shape.id)
  const isDarkMode = useIsDarkMode()
  const field = useRef<HTMLTextAreaElement>(null)
  useEffect(() => {
    if (isEditing) field.current?.focus({ preventScroll: true })
  }, [isEditing])
  const style = { '--ink-here': getDefaultColorTheme({ isDarkMode })[shape.props.color].solid } as CSSProperties
  return (
    <HTMLContainer className={styles.label} style={style}>
      {isEditing ? (
        <textarea
          ref={field}
          className={styles.field}
          aria-label={t('canvas.labelField')}
          placeholder={t('canvas.labelPlaceholder')}
          value={shape.props.text}
          maxLength={500}
          onChange={(event) => editor.updateShape<LabelShape>({ id: shape.id, type: 'label', props: { text: event.target.value } })}
          {...NOT_FOR_CANVAS}
        />
      ) : (
        <p className={styles.text}>{shape.props.text}</p>
      )}
    </HTMLContainer>
  )
}
