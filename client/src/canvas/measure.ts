/** Measures how high texts stand in a note, many at once, since each look at the page's geometry is dear. */
export interface TextMeasure {
  /** Heights of texts as they wrap in a note, in canvas units; 0 where nothing can be measured. */
  heights(texts: readonly string[]): number[]
  /** Forgets what was measured, as when the font arrived. */
  forget(): void
  close(): void
}

const REMEMBERED = 12_000

/** `className` must give the text the very font and width it has in a note. */
export function createTextMeasure(className: string): TextMeasure {
  const host = document.createElement('div')
  host.className = className
  host.setAttribute('aria-hidden', 'true')
  const known = new Map<string, number>()

  return {
    heights(texts) {
      const unknown = [...new Set(texts.filter((text) => !known.has(text)))]
      if (unknown.length) {
        if (known.size + unknown.length > REMEMBERED) known.clear()
        const lines = unknown.map((text) => {
          const line = document.createElement('div')
          // A last line break makes a line only when something follows it.
          line.textContent = `${text}\u200b`
          return line
        })
        if (!host.isConnected) document.body.append(host)
        host.replaceChildren(...lines)
        for (const [index, text] of unknown.entries()) known.set(text, lines[index]?.offsetHeight ?? 0)
        host.replaceChildren()
      }
      return texts.map((text) => known.get(text) ?? 0)
    },
    forget: () => known.clear(),
    close: () => host.remove(),
  }
}
