export interface Catalogue {
  [key: string]: string | Catalogue
}

/** Whether any of these texts of code names a key of the catalogue, or may put it together. */
export function namedIn(code: readonly string[]): (key: string) => boolean {
  const keys = new Set<string>()
  const beginnings = new Set<string>()
  for (const text of code) {
    for (const [, key] of text.matchAll(/['`]([a-z]\w*(?:\.\w+)+)['`]/g)) keys.add(key ?? '')
    for (const [, beginning] of text.matchAll(/`([a-z]\w*\.[\w.]*)\$\{/g)) beginnings.add(beginning ?? '')
  }
  return (key) => keys.has(key) || [...beginnings].some((beginning) => key.startsWith(beginning))
}

const PLURAL = /_(zero|one|two|few|many|other)$/

/** The sentences of a catalogue whose keys are wanted; the forms of a plural have one key. */
export function select(words: Catalogue, isWanted: (key: string) => boolean, above = ''): Catalogue {
  const selected: Catalogue = {}
  for (const [name, value] of Object.entries(words)) {
    if (typeof value === 'string') {
      if (isWanted(above + name.replace(PLURAL, ''))) selected[name] = value
    } else {
      const within = select(value, isWanted, `${above}${name}.`)
      if (Object.keys(within).length > 0) selected[name] = within
    }
  }
  return selected
}
