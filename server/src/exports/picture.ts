import { createRequire } from 'node:module'
import { Resvg } from '@resvg/resvg-js'

const find = createRequire(import.meta.url)
const FONTS = ['400Regular/AtkinsonHyperlegible_400Regular.ttf', '700Bold/AtkinsonHyperlegible_700Bold.ttf'].map((file) =>
  find.resolve(`@expo-google-fonts/atkinson-hyperlegible/${file}`),
)

/** A drawing of ours as PNG, `scale` times its own size. Letters that our font does not have come from the fonts of the machine. */
export const pngOf = (svg: string, scale = 2): Buffer =>
  new Resvg(svg, { fitTo: { mode: 'zoom', value: scale }, font: { fontFiles: FONTS, loadSystemFonts: true, defaultFontFamily: 'Atkinson Hyperlegible' } })
    .render()
    .asPng()
