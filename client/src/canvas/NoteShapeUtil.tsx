import { HTMLContainer, Rectangle2d, ShapeUtil, T } from '@tldraw/tldraw'
import { noteIdOf, type StickyShape } from './records.ts'
import { Sticky } from './Sticky.tsx'
import { aroundOf, mayTouch } from './world.ts'

/** The one shape that notes have. It holds a size and nothing else, so nothing a hand does here can lose a word. */
export class NoteShapeUtil extends ShapeUtil<StickyShape> {
  static override type = 'sticky' as const
  static override props = { w: T.positiveNumber, h: T.positiveNumber }

  override getDefaultProps() {
    return { w: 200, h: 96 }
  }
  override canEdit(shape: StickyShape) {
    const around = aroundOf(this.editor)
    const noteId = noteIdOf(shape.id)
    return (
      around !== undefined &&
      noteId !== undefined &&
      mayTouch(around.world.get(), around.mine.get(), 'edit-note', noteId, [around.scene.note(noteId)?.at.cell ?? null])
    )
  }
  override canResize() {
    return false
  }
  override canSnap() {
    return false
  }
  override hideResizeHandles() {
    return true
  }
  override hideRotateHandle() {
    return true
  }
  override getGeometry(shape: StickyShape) {
    return new Rectangle2d({ width: shape.props.w, height: shape.props.h, isFilled: true })
  }
  override getAriaDescriptor(shape: StickyShape) {
    return aroundOf(this.editor)?.scene.note(noteIdOf(shape.id) ?? '')?.text
  }
  override component(shape: StickyShape) {
    const noteId = noteIdOf(shape.id)
    return <HTMLContainer>{noteId !== undefined && <Sticky noteId={noteId} shapeId={shape.id} w={shape.props.w} h={shape.props.h} />}</HTMLContainer>
  }
  override indicator(shape: StickyShape) {
    return <rect width={shape.props.w} height={shape.props.h} rx={6} />
  }
}
