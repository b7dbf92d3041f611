import { createShapeId, DefaultColorStyle, StateNode } from '@tldraw/tldraw'
import type { LabelShape } from '../LabelShapeUtil.tsx'

/** Press where the words should stand, and type. */
export class LabelTool extends StateNode {
  static override id = 'label'

  override onEnter() {
    this.editor.setCursor({ type: 'text', rotation: 0 })
  }

  override onPointerUp() {
    const { x, y } = this.editor.inputs.originPagePoint
    const id = createShapeId()
    this.editor.createShape<LabelShape>({ id, type: 'label', x, y: y - 15, props: { text: '', color: this.editor.getStyleForNextShape(DefaultColorStyle) } })
    this.editor.select(id)
    this.editor.setEditingShape(id)
    this.editor.setCurrentTool('select.editing_shape', { target: 'shape', shape: id })
  }

  override onCancel() {
    this.editor.setCurrentTool('select')
  }
}
