import { createRequire } from 'node:module'
import { Resvg } from '@resvg/resvg-js'

const find = createRequire(import.meta.url)
const FONTS = ['400Regular/AtkinsonHyperlegible_400Regular.ttf', '700Bold/AtkinsonHyperlegible_700Bold.ttf'].map((file) =>
  find.resolve(`@expo-google-fonts/atkinson-hyperlegible/${file}`),
)
/** For letters that those do not have. */
const OTHER_FONTS = [
  'dejavu-fonts-ttf/ttf/DejaVuSans.ttf',
  'dejavu-fonts-ttf/ttf/DejaVuSans-Bold.ttf',
  '@expo-google-fonts/noto-emoji/400Regular/NotoEmoji_400Regular.ttf',
].map((file) => find.resolve(file))

/** More would take more memory than a picture is worth. */
const MOST_PIXELS = 8_000_000
/** Letters that our font has: Latin and what goes with it. Others come from more fonts and from those of the machine, which take a while to read. */
const NOT_OURS = /[^\t\n\r -\u024f\u2000-\u206f\u20a0-\u20bf\u2122]/

/** What is larger is no figure. */
const SMALL = 100_000
/** Figures of one report are in several documents, one after the other. */
const KEPT = 24
const kept = new Map<string, Buffer>()

/** A drawing of ours as PNG, `scale` times its own size unless it is very large. */
export function pngOf(svg: string, scale = 2): Buffer {
  const key = `${scale} ${svg}`
  const known = kept.get(key)
  if (known) return known
  const [, width = 1, height = 1] = (/viewBox="0 0 ([\d.]+) ([\d.]+)"/.exec(svg) ?? []).map(Number)
  const value = Math.min(scale, Math.sqrt(MOST_PIXELS / (width * height)))
  const needsMore = NOT_OURS.test(svg)
  const font = { fontFiles: needsMore ? [...FONTS, ...OTHER_FONTS] : FONTS, loadSystemFonts: needsMore, defaultFontFamily: 'Atkinson Hyperlegible' }
  const png = new Resvg(svg, { fitTo: { mode: 'zoom', value }, font }).render().asPng()
  if (svg.length < SMALL) {
    kept.set(key, png)
    for (const oldest of kept.keys()) if (kept.size > KEPT) kept.delete(oldest)
  }
  return png
}
