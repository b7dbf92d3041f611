import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** What a phone loads before its first note, from the client's `src`; all that these import comes along. */
export const FIRST = ['main.tsx', 'screens/Join.tsx', 'screens/Workspace.tsx', 'screens/WorkspacePhone.tsx']

/** These files and all of ours beneath them that they import at once: neither types nor what is loaded on demand. */
export function reached(roots: readonly string[]): Set<string> {
  const files = new Set(roots)
  // A set tells what is added while it is read.
  for (const file of files)
    for (const [, path] of readFileSync(file, 'utf8').matchAll(/^(?:import|export)(?! type\b|\()[^'\n]*?(?:\{[^}]*\}[^'\n]*?)?'(\.[^']+\.tsx?)'/gm))
      files.add(join(dirname(file), path ?? ''))
  return files
}
