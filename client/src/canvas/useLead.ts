import type { Editor } from '@tldraw/tldraw'
import { useCallback, useEffect, useRef, useState } from 'react'
import { useStore } from 'zustand'
import type { Presence } from '../sync/connection.ts'
import { leaderOf } from '../sync/leaderOf.ts'
import { cameraFor } from './camera.ts'
import { rectOf } from './layout.ts'
import { wake } from './rest.ts'
import type { View } from './useView.ts'
import type { CanvasContext } from './world.ts'

export interface Lead {
  /** Whom I follow. */
  followed: Presence | undefined
  follow(client: number | undefined): void
  /** What a facilitator shows everybody, and who. */
  shown: { cell: string | null; by: Presence } | undefined
  /** I am where they show; false after I went elsewhere, or while I write. */
  isThere: boolean
  goThere(): void
  /** The cell that I show everybody. */
  mine: string | null | undefined
  /** Shows everybody a cell; undefined ends it. */
  show(cell: string | null | undefined): void
}

/** What a person does to look for themselves. */
const TOUCHES = ['pointerdown', 'wheel', 'keydown'] as const
const EDGES = { top: 0, left: 0, right: 0, bottom: 0 }
const GLIDE = 180

/** Whether a hand is in the middle of words, here or elsewhere on the page. */
export const isWriting = (editor: Editor) =>
  editor.getEditingShapeId() !== null || document.activeElement instanceof HTMLTextAreaElement || document.activeElement instanceof HTMLInputElement

/**
 * Following a person, and being brought to a cell by a facilitator. Both glide, both end with the first touch of one's own,
 * and neither ever takes the view away from somebody who is writing or dragging: those are asked.
 */
export function useLead(editor: Editor | null, { connection, scene }: CanvasContext, view: View): Lead {
  const presences = useStore(connection.presences)
  const [client, setClient] = useState<number | undefined>()
  const [mine, setMine] = useState<string | null | undefined>()
  const [isThere, setThere] = useState(true)
  const seen = useRef(new Map<number, number>())
  const followed = client === undefined ? undefined : presences.find((one) => one.client === client)
  const leader = leaderOf(presences)
  const spotlight = mine === undefined ? leader?.spotlight : undefined
  const now = useRef(view)
  now.current = view

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
      setThere(false)
    }
    for (const name of TOUCHES) container.addEventListener(name, touched, { capture: true, passive: true })
    return () => {
      for (const name of TOUCHES) container.removeEventListener(name, touched, { capture: true })
    }
  }, [editor, client])

  const goTo = useCallback(
    (cell: string | null) => {
      setClient(undefined)
      now.current.go(rectOf(scene.layout.get(), cell))
      setThere(true)
    },
    [scene],
  )
  const [call, cell, by] = [spotlight?.call, spotlight?.cell, leader?.client]
  useEffect(() => {
    if (!editor || call === undefined || cell === undefined || by === undefined || seen.current.get(by) === call) return
    seen.current.set(by, call)
    if (isWriting(editor) || editor.inputs.isPointing) setThere(false)
    else goTo(cell)
  }, [editor, call, cell, by, goTo])

  const show = useCallback(
    (next: string | null | undefined) => {
      setMine(next)
      connection.setPresence({ spotlight: next === undefined ? undefined : { cell: next, call: Date.now() } })
      if (next !== undefined) goTo(next)
    },
    [connection, goTo],
  )
  useEffect(() => () => connection.setPresence({ spotlight: undefined }), [connection])

  return {
    followed,
    follow: setClient,
    shown: spotlight && leader ? { cell: spotlight.cell, by: leader } : undefined,
    isThere,
    goThere: () => spotlight && goTo(spotlight.cell),
    mine,
    show,
  }
}
