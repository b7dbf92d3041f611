import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { create, type Font } from 'fontkit'
import { unpackedFont } from './woff.ts'

/** Letters: the fonts a PDF is set in, and which of them has the letters of a word. All are embedded, as far as they are used. */

const find = createRequire(import.meta.url)

/** One weight of a font. Read when it is first asked for, and then for good. */
export interface Face {
  name: string
  font: () => Font
}

function face(name: string, file: string): Face {
  let font: Font | undefined
  return {
    name,
    font: () => {
      if (!font) {
        const bytes = readFileSync(find.resolve(file))
        const made = create(file.endsWith('.woff') ? unpackedFont(bytes) : bytes)
        if (!('layout' in made)) throw new Error(`${file} is no single font`)
        font = made
      }
      return font
    },
  }
}

const EMOJI = face('emoji', '@expo-google-fonts/noto-emoji/400Regular/NotoEmoji_400Regular.ttf')
/** Has nearly every letter there is, in coarse shapes: better than none. */
const LAST = face('last', '@fontsource/unifontex/files/unifontex-latin-400-normal.woff')
const SYMBOLS = face('wide', 'dejavu-fonts-ttf/ttf/DejaVuSans.ttf')
const REGULAR = [face('text', '@expo-google-fonts/atkinson-hyperlegible/400Regular/AtkinsonHyperlegible_400Regular.ttf'), SYMBOLS, LAST]
const BOLD = [
  face('text-bold', '@expo-google-fonts/atkinson-hyperlegible/700Bold/AtkinsonHyperlegible_700Bold.ttf'),
  face('wide-bold', 'dejavu-fonts-ttf/ttf/DejaVuSans-Bold.ttf'),
  SYMBOLS,
  LAST,
]
export const FACES: readonly Face[] = [...new Set([...REGULAR, ...BOLD, EMOJI])]

/** Stands where no font has a letter. */
export const MISSING = '\u25af'

/** Says how letters are to be joined or in which direction they run, and has no shape of its own. */
const SHAPELESS = /\u034f|[\ufe00-\ufe0f]|[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\u{e0000}-\u{e0fff}]/u
const ALL_SHAPELESS = new RegExp(SHAPELESS, 'gu')
const JOINS = new Set(['\u200c', '\u200d', '\ufe0f'])
const SHOWN_AS_EMOJI = /\p{Emoji_Presentation}|\p{Regional_Indicator}|\p{Extended_Pictographic}(?:\ufe0f|\u200d|\p{Emoji_Modifier})|\u20e3/u
/** Plain letters, which the first font has. */
export const PLAIN = /^[\x20-\x7e]*$/

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' })
export const lettersOf = (text: string): string[] => (PLAIN.test(text) ? [...text] : [...graphemes.segment(text)].map(({ segment }) => segment))

/** Letters that one font sets. */
export interface Piece {
  face: Face
  /** What is drawn. */
  drawn: string
  /** What was written. */
  text: string
  isMissing?: true
  /** How far it reaches, for a size of 1, once somebody has measured it. */
  wide?: number
}

const has = ({ font }: Face, letter: string) => [...letter].every((part) => SHAPELESS.test(part) || font().hasGlyphForCodePoint(part.codePointAt(0) ?? 0))

/** What a font draws of letters that it has: without signs that it has no shape for, which would be boxes. */
function drawnBy({ font }: Face, letters: string): string {
  if (!SHAPELESS.test(letters)) return letters
  return letters.replace(ALL_SHAPELESS, (sign) => (JOINS.has(sign) && font().hasGlyphForCodePoint(sign.codePointAt(0) ?? 0) ? sign : ''))
}

/** Words that are kept of each weight; some thousand are in use in a stocktake. */
const KEPT = 12_000
const kept = { regular: new Map<string, Piece[]>(), bold: new Map<string, Piece[]>() }

/** A word in pieces of one font each; its letters are of a single one where one has them all. What is found out is kept. */
export function piecesOf(word: string, bold: boolean): readonly Piece[] {
  const known = bold ? kept.bold : kept.regular
  let pieces = known.get(word)
  if (!pieces) {
    if (known.size >= KEPT) known.clear()
    pieces = findPieces(word, bold)
    known.set(word, pieces)
  }
  return pieces
}

function findPieces(word: string, bold: boolean): Piece[] {
  const chain = bold ? BOLD : REGULAR
  const [first] = chain as [Face, ...Face[]]
  if (PLAIN.test(word)) return [{ face: first, drawn: word, text: word }]
  const letters = lettersOf(word)
  const whole = chain.find((one) => letters.every((letter) => !/\p{L}/u.test(letter) || has(one, letter)))
  const found: Piece[] = []
  for (const letter of letters) {
    const isTab = letter === '\t'
    const one = isTab
      ? first
      : SHOWN_AS_EMOJI.test(letter) && has(EMOJI, letter)
        ? EMOJI
        : whole && has(whole, letter)
          ? whole
          : [...chain, EMOJI].find((other) => has(other, letter))
    const drawn = isTab ? '    ' : one ? drawnBy(one, letter) : MISSING
    const face = one ?? SYMBOLS
    const last = found.at(-1)
    if (last && last.face === face && !last.isMissing === Boolean(one)) {
      last.drawn += drawn
      last.text += letter
    } else found.push({ face, drawn, text: letter, ...(one ? {} : { isMissing: true }) })
  }
  return found
}
