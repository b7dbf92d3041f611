import type { Editor } from '@tldraw/tldraw'
import { useEffect, useState } from 'react'
import { useStore } from 'zustand'
import type { Presence } from '../sync/connection.ts'
import { cameraFor } from './camera.ts'
import { wake } from './rest.ts'
import type { CanvasContext } from './world.ts'

export interface Lead {
  /** Whom I follow. */
  followed: Presence | undefined
  follow(client: number | undefined): void
}

/** What a person does to look for themselves. */
const TOUCHES = ['pointerdown', 'wheel', 'keydown'] as const
const EDGES = { top: 0, left: 0, right: 0, bottom: 0 }
const GLIDE = 180

/** Whether a hand is in the middle of words, here or elsewhere on the page. */
export const isWriting = (editor: Editor) =>
  editor.getEditingShapeId() !== null || document.activeElement instanceof HTMLTextAreaElement || document.activeElement instanceof HTMLInputElement

/** Following a person: it glides, ends with the first touch of one's own, and never takes the view away from who writes or drags. */
export function useLead(editor: Editor | null, { connection }: CanvasContext): Lead {
  const presences = useStore(connection.presences)
  const [client, setClient] = useState<number | undefined>()
  const followed = client === undefined ? undefined : presences.find((one) => one.client === client)

  // Whoever is followed and goes, is followed no more.
  useEffect(() => {
    if (client !== undefined && !followed) setClient(undefined)
  }, [client, followed])

  const sight = followed?.view
  useEffect(() => {
    if (!editor || !sight || isWriting(editor) || editor.inputs.isPointing) return
    const { w, h } = editor.getViewportScreenBounds()
    wake(editor)
    editor.setCamera(cameraFor(sight, { w, h }, EDGES, 4), editor.user.getAnimationSpeed() === 0 ? { immediate: true } : { animation: { duration: GLIDE } })
  }, [editor, sight])

  useEffect(() => {
    if (!editor) return
    const container = editor.getContainer()
    const touched = () => {
      if (client !== undefined) editor.stopCameraAnimation()
      setClient(undefined)
    }
    for (const name of TOUCHES) container.addEventListener(name, touched, { capture: true, passive: true })
    return () => {
      for (const name of TOUCHES) container.removeEventListener(name, touched, { capture: true })
    }
  }, [editor, client])

  return { followed, follow: setClient }
}
