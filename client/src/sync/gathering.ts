import { change, putApart, readApart, removeTheme } from '@stocktake/shared/board/board'
import { BOARD_LIMITS, type Note, type Theme } from '@stocktake/shared/board/schema'
import { gather, mergeThemes, renameTheme, themeAmong, ungather } from '@stocktake/shared/board/themes'
import { newId } from '@stocktake/shared/ids'
import { type Actor, may } from '@stocktake/shared/policy'
import { createStore } from 'zustand/vanilla'
import type { Words } from '../words/words.ts'
import type { BoardConnection } from './connection.ts'
import type { BoardRules } from './useRules.ts'

/** What table, canvas and panels ask about themes; the workspace shows the dialog. */
export type GatheringAsk = { what: 'group-with'; notes: readonly string[] } | { what: 'name'; theme: string } | { what: 'merge'; theme: string }

interface Gathering {
  asked: GatheringAsk | null
  /** What was done last, for who hears the page. */
  said: string
  /** Notes ticked in the table; null while nobody is ticking. */
  picked: ReadonlySet<string> | null
}

export const gathering = createStore<Gathering>()(() => ({ asked: null, said: '', picked: null }))
export const askGathering = (asked: GatheringAsk | null): void => gathering.setState({ asked })
export const sayGathering = (said: string): void => gathering.setState({ said })
export const pick = (picked: Iterable<string> | null): void => gathering.setState({ picked: picked && new Set(picked) })

export interface Gatherer {
  me: Actor
  rules: BoardRules
  canWrite: boolean
}

/** May this person put these notes into this theme, or out of it? A theme of one cell belongs to that cell. */
export function mayGather({ me, rules, canWrite }: Gatherer, notes: readonly Pick<Note, 'at'>[] = [], theme?: Pick<Theme, 'cell'>): boolean {
  const cells = [...notes.map(({ at }) => at.cell), ...(theme ? [theme.cell] : [])]
  return canWrite && may(me, 'theme', rules.inForce, { cells: [...new Set(cells)] })
}

/** What a theme is called, also where nobody has named it. */
export const themeName = ({ label }: Pick<Theme, 'label'>, t: Words): string => label || t('themes.unnamed')

/** The same as a remark beside a note that is in it. */
export const inTheme = ({ label }: Pick<Theme, 'label'>, t: Words): string => (label ? t('themes.inNamed', { theme: label }) : t('themes.inUnnamed'))

/** One step of undo. */
function step<T>(connection: BoardConnection, effect: () => T): T {
  connection.endUndoStep()
  const done = change(connection.board, effect)
  connection.endUndoStep()
  return done
}

/**
 * Puts notes together: into the theme named, else into the one that some of them are in, else (and with null) into a new one,
 * whose name is asked for then.
 */
export function groupNotes(connection: BoardConnection, ids: readonly string[], into: string | null | undefined = themeAmong(connection.board, ids)) {
  const theme = step(connection, () => gather(connection.board, ids, Date.now(), into ?? undefined))
  if (theme && !into) askGathering({ what: 'name', theme })
}

export const takeOut = (connection: BoardConnection, ids: readonly string[]): void => step(connection, () => ungather(connection.board, ids))
export const dissolve = (connection: BoardConnection, theme: string): void => step(connection, () => removeTheme(connection.board, theme))
export const rename = (connection: BoardConnection, theme: string, label: string): void => step(connection, () => renameTheme(connection.board, theme, label))
export const mergeInto = (connection: BoardConnection, theme: string, into: string): void => step(connection, () => mergeThemes(connection.board, theme, into))

/** Notes that look alike and are not: kept on the board, for everybody. A full board keeps what it has. */
export function keepApart(connection: BoardConnection, ids: readonly string[]): void {
  if (readApart(connection.board).length >= BOARD_LIMITS.apart) return
  step(connection, () => putApart(connection.board, { id: newId(), notes: [...ids].slice(0, BOARD_LIMITS.apartNotes) }))
}
