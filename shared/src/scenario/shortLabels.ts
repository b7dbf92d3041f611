/** The longest label that fits into the foot of a note. */
const FITS = 24

/** Words that join others and cannot begin or end a label. */
const JOINING = new Set(['and', 'the', 'of', 'for', 'in', 'on', 'at', 'to', 'who', 'that', 'which', 'with', 'from', 'by', 'or', 'a', 'an', 'as'])

/**
 * Short names for groups, one for each label, no two alike. What reads best is tried first: the label itself, then its
 * first part (`Digital, governance and supplier` → `Digital`), then the end of that, where English keeps the noun (`Community
 * mental health clinicians` → `Mental health clinicians`), then its other parts in the same way. A number tells apart what is still alike.
 */
export function shortLabels(labels: readonly string[]): string[] {
  const taken = new Set<string>()
  return labels.map((label) => {
    const short = candidates(label.trim()).find((candidate) => !taken.has(candidate.toLowerCase())) ?? numbered(label.trim(), taken)
    taken.add(short.toLowerCase())
    return short
  })
}

function candidates(label: string): string[] {
  const parts = label.split(/\s*(?:[,;:/&(]|\s[-–—]\s|\band\b)\s*/iu).filter(Boolean)
  return [label, ...parts.flatMap((part) => [part, ending(part)])].filter((candidate) => candidate && candidate.length <= FITS).map(capital)
}

/** As many of the last words as fit, not beginning with one that joins. */
function ending(part: string): string {
  const words = part.split(/\s+/)
  while (words.length && (words.join(' ').length > FITS || JOINING.has((words[0] ?? '').toLowerCase()))) words.shift()
  return words.join(' ')
}

function numbered(label: string, taken: ReadonlySet<string>): string {
  const [first = label] = candidates(label)
  for (let n = 1; ; n++) {
    const end = n === 1 ? '' : ` ${n}`
    const short = `${cut(first, FITS - end.length)}${end}`
    if (!taken.has(short.toLowerCase())) return short
  }
}

/** Cuts between characters, never inside one. */
function cut(text: string, length: number): string {
  if (text.length <= length) return text
  let out = ''
  for (const character of text) {
    if (out.length + character.length > length - 1) break
    out += character
  }
  return `${out.trimEnd()}…`
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)
