import { readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { FIRST, reached } from './reached.ts'

interface Graph {
  getModuleInfo(id: string): { importedIds: readonly string[] } | null
}

/**
 * Which chunk a module belongs to. All that a phone loads before its first note is in two: what every screen has, and the
 * board; left to the bundler it would be eighty, and many small files pack worse than a few.
 */
export function firstChunks(source: string): (id: string, graph: Graph) => string | null {
  let chunks: Map<string, string> | undefined
  return (id, graph) => {
    chunks ??= assign(source, graph)
    return chunks.get(id) ?? null
  }
}

function assign(source: string, graph: Graph): Map<string, string> {
  const [main = '', join_ = '', ...board] = FIRST.map((path) => join(source, path))
  const atBoard = beneath(board, graph)
  // Every screen says and shows things. What these need is with them: two chunks that need one another may not start.
  const atPage = beneath([main, join_, ...[...atBoard].filter((id) => /[\\/]src[\\/](ui|words)[\\/]/.test(id))], graph)
  const chunks = new Map([...atBoard, ...atPage].map((id) => [id, atPage.has(id) ? 'page' : 'board']))
  // The library of icons is one import of them all, so what lies beneath it says nothing.
  const library = [...chunks.keys()].find((id) => /[\\/]lucide-react\.\w+$/.test(id)) ?? ''
  const icons = iconFiles(library, namedIcons([...reached(FIRST.map((path) => join(source, path)))]))
  for (const id of chunks.keys()) if (/[\\/]lucide-react[\\/].*[\\/]icons[\\/]/.test(id)) chunks.set(id, icons.has(basename(id)) ? 'page' : 'icons')
  return chunks
}

/** The icons that files name in their imports. */
function namedIcons(files: readonly string[]): Set<string> {
  const imports = files.flatMap((file) => /^import \{([^}]*)\} from 'lucide-react'/m.exec(readFileSync(file, 'utf8'))?.[1] ?? [])
  return new Set(imports.flatMap((names) => names.match(/[A-Z]\w*/g) ?? []))
}

/** The files of icons, which have several names each. */
function iconFiles(library: string, wanted: ReadonlySet<string>): Set<string> {
  const files = new Set<string>()
  for (const [, names = '', file = ''] of readFileSync(library, 'utf8').matchAll(/^export \{([^}]*)\} from '(.+)'/gm))
    if (names.match(/[A-Z]\w*/g)?.some((name) => wanted.has(name))) files.add(basename(file))
  return files
}

function beneath(roots: readonly string[], graph: Graph): Set<string> {
  const found = new Set(roots)
  for (const id of found) for (const next of graph.getModuleInfo(id)?.importedIds ?? []) found.add(next)
  return found
}
