/** Breaks text into lines as the note's own stylesheet does: at spaces, and within a word that is wider than the note. */
export function createWrap(measure: (text: string) => number, width: number) {
  const known = new Map<string, readonly string[]>()

  const breakWord = (word: string, lines: string[]): string => {
    let line = ''
    for (const character of word) {
      if (line && measure(line + character) > width) {
        lines.push(line)
        line = ''
      }
      line += character
    }
    return line
  }

  const wrap = (text: string): string[] => {
    const lines: string[] = []
    for (const paragraph of text.split('\n')) {
      let line = ''
      for (const word of paragraph.split(/(?<=\s)/)) {
        if (measure((line + word).trimEnd()) <= width) {
          line += word
          continue
        }
        if (line) lines.push(line.trimEnd())
        line = measure(word.trimEnd()) > width ? breakWord(word, lines) : word
      }
      lines.push(line.trimEnd())
    }
    return lines
  }

  return (text: string): readonly string[] => {
    const found = known.get(text)
    if (found) return found
    // As many as a screen shows many times over; typing makes a new text with every key.
    if (known.size > 3000) known.clear()
    const lines = wrap(text)
    known.set(text, lines)
    return lines
  }
}

/** Whether a text runs from right to left, by its first letter, as `dir="auto"` has it. */
export const runsLeftward = (text: string) => /^[^\p{L}]*[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}]/u.test(text)
