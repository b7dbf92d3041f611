import { useCallback, useEffect, useRef, useState } from 'react'
import { writeReport } from '../../api.ts'
import { recall, remember } from '../../device.ts'
import { ApiProblem } from '../../request.ts'
import { useSession } from '../../session.ts'

/** Words that are not on the server yet, and what was there when they were begun. */
interface Draft {
  text: string
  before: string
}

export interface OwnText {
  text: string
  state: 'saved' | 'unsaved' | 'saving' | 'failed' | 'changed'
  /** The server's sentence, where saving failed. */
  problem: string
  change: (text: string) => void
  /** Saves at once, without waiting for a pause in the writing. */
  save: () => void
  keepMine: () => void
  takeTheirs: () => void
}

/** A pause in the writing that is long enough to save. */
const PAUSE = 1200

/**
 * One text of a report, saved as its writer pauses. Whoever begins with other words than are there now is asked; what is not
 * saved is kept on the device and comes back with the page.
 *
 * @param stored what everybody has, as told by the session
 */
export function useOwnText(stocktakeId: string, field: string, stored: string): OwnText {
  const place = `stocktake/report/${stocktakeId}/${field}`
  const [draft, setDraft] = useState<Draft | null>(() => kept(place))
  const [isSaving, setSaving] = useState(false)
  const [problem, setProblem] = useState('')
  const now = useRef({ draft, stored, isSaving })
  now.current = { draft, stored, isSaving: now.current.isSaving }
  const isChanged = draft !== null && !isSaving && stored !== draft.before && stored !== draft.text

  const set = useCallback(
    (next: Draft | null) => {
      now.current.draft = next
      keep(place, next)
      setDraft(next)
    },
    [place],
  )

  const save = useCallback(async () => {
    const sent = now.current.draft
    if (!sent || now.current.isSaving) return
    if (sent.text === now.current.stored) {
      set(null)
      return
    }
    if (now.current.stored !== sent.before) return
    now.current.isSaving = true
    setSaving(true)
    setProblem('')
    try {
      const view = await writeReport(stocktakeId, { field, ...sent })
      useSession.getState().setView(view)
      const after = now.current.draft
      set(after && after.text !== sent.text ? { text: after.text, before: sent.text } : null)
    } catch (thrown) {
      if (!(thrown instanceof ApiProblem)) throw thrown
      if (thrown.code === 'changed-meanwhile') await useSession.getState().refresh()
      else setProblem(thrown.title)
    } finally {
      now.current.isSaving = false
      setSaving(false)
    }
  }, [stocktakeId, field, set])

  // What was typed while a save was on its way waits for its own pause.
  useEffect(() => {
    if (!draft || isSaving || problem) return
    const timer = setTimeout(() => void save(), PAUSE)
    return () => clearTimeout(timer)
  }, [draft, isSaving, problem, save])

  useEffect(() => () => void save(), [save])

  return {
    text: draft?.text ?? stored,
    state: isChanged ? 'changed' : problem ? 'failed' : isSaving ? 'saving' : draft ? 'unsaved' : 'saved',
    problem,
    change: (text) => {
      setProblem('')
      set({ text, before: draft?.before ?? stored })
    },
    save: () => void save(),
    keepMine: () => {
      if (draft) set({ text: draft.text, before: stored })
      void save()
    },
    takeTheirs: () => set(null),
  }
}

function kept(place: string): Draft | null {
  const found = recall(place)
  return typeof found === 'object' && found !== null && 'text' in found && 'before' in found ? { text: String(found.text), before: String(found.before) } : null
}

/** A device without room or leave for it still has the words on the page. */
const keep = (place: string, draft: Draft | null) => void remember(place, draft ?? undefined)
