import type { Said } from '@stocktake/shared/report/blocks'
import { runsRightToLeft, visibleText } from '@stocktake/shared/report/visible'
import { type IParagraphOptions, Paragraph, TextRun } from 'docx'
import { LANGUAGE } from './looks.ts'

/** Words as Word wants them: each in its language and its direction. */

export const line = (text: string, options: IParagraphOptions = {}) => said({ text }, options)

export const said = (words: Said, options: IParagraphOptions = {}) => new Paragraph({ ...options, ...directionOf(words), children: runs(words) })

export const directionOf = ({ text }: Said) => (runsRightToLeft(text) ? { bidirectional: true } : {})

/** Words with their language, line breaks and tabs kept. */
export function runs({ text, lang }: Said, bold = false): TextRun[] {
  const rightToLeft = runsRightToLeft(text)
  // The style of the document says its language; what is in another one says so itself.
  const language = rightToLeft ? { value: LANGUAGE, bidirectional: lang ?? 'ar-SA' } : lang ? { value: lang } : undefined
  return visibleText(text)
    .split('\n')
    .map(
      (part, i) =>
        new TextRun({
          text: part,
          ...(bold ? { bold } : {}),
          ...(language ? { language } : {}),
          ...(i ? { break: 1 } : {}),
          ...(rightToLeft ? { rightToLeft } : {}),
        }),
    )
}
