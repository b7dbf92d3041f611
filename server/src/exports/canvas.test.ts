import { overlap } from '@stocktake/shared/board/layout'
import type { BoardContent } from '@stocktake/shared/record'
import { buildModel } from '@stocktake/shared/report/buildModel'
import type { ExportCut } from '@stocktake/shared/report/cut'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type PictureKind, pictureFile } from './export.ts'
import { type Node, readXml } from './testDom.ts'
import { BILINGUAL, inputOf, MAIN, scenario } from './testReports.ts'

/** The picture of the canvas of a round, with a board that may have been changed before. */
function canvasOf(name: string, round: number, change: Partial<BoardContent> = {}, cut?: ExportCut, kind: PictureKind = 'canvas-svg') {
  const input = inputOf(name)
  const content = { ...(input.contents.get(round) as BoardContent), ...change }
  const model = buildModel({ ...input, contents: new Map([...input.contents, [round, content]]), rounds: [round], cut })
  return pictureFile(kind, model, content, undefined, cut !== undefined).bytes
}
const read = (bytes: Buffer) => readXml(bytes.toString()).documentElement
const numberIn = (element: Node, name: string) => Number(element.getAttribute(name))
const notesIn = (picture: Node) =>
  [...picture.querySelectorAll('[data-note]')].map((note) => {
    const box = note.querySelector('rect') as Node
    const [x, y, w, h] = ['x', 'y', 'width', 'height'].map((name) => numberIn(box, name)) as [number, number, number, number]
    const lines = [...note.querySelectorAll('text')].map((line) => ({ text: line.textContent ?? '', x: numberIn(line, 'x'), y: numberIn(line, 'y') }))
    return { id: note.getAttribute('data-note') ?? '', x, y, w, h, lines, words: lines.map(({ text }) => text).join(' ') }
  })
const described = (picture: Node) => picture.querySelector('desc')?.textContent ?? ''
const spaced = (text: string) => text.replace(/\s+/g, ' ').trim()

const stroke = (points: unknown) => ({
  ...{ typeName: 'shape', id: 'shape:s', type: 'draw', x: 10, y: 10, rotation: 0, meta: { cell: 'policy/current' } },
  props: { color: 'red', size: 'm', scale: 1, segments: [{ type: 'free', points }] },
})
const label = {
  typeName: 'shape',
  id: 'shape:l',
  type: 'label',
  x: 10,
  y: 10,
  rotation: 0,
  meta: { cell: null },
  props: { color: 'blue', text: 'Look <here>' },
}

describe.each([MAIN, BILINGUAL])('the canvas of %s', (name) => {
  const { rounds, notes } = scenario(name)
  const { groups } = inputOf(name).session

  it('[X68] has every note of a round whole in its frame, with group and theme, and none under another', () => {
    for (const { number } of rounds) {
      const picture = read(canvasOf(name, number))
      const found = notesIn(picture)
      const own = notes.filter(({ round }: { round: number }) => round === number)
      expect(found.map(({ id }) => id).sort()).toEqual(own.map(({ id }: { id: string }) => id).sort())
      const themes = new Map(
        inputOf(name)
          .contents.get(number)
          ?.themes.map(({ id, label: words }) => [id, words]),
      )
      for (const { id, text, group, cluster } of own) {
        const note = found.find((one) => one.id === id)
        expect(note?.words).toContain(spaced(text))
        expect(note?.words).toContain(groups.find((one) => one.id === group)?.short ?? '?')
        if (cluster) expect(note?.words).toContain(spaced(themes.get(cluster) ?? '?'))
      }
      for (const { lines, ...box } of found)
        for (const { x, y } of lines) expect([box.x < x, x < box.x + box.w, box.y < y, y < box.y + box.h]).toEqual([true, true, true, true])
      for (const [i, one] of found.entries())
        for (const other of found.slice(i + 1)) expect([one.id, other.id, overlap(one, other)]).toEqual([one.id, other.id, false])
      expect(picture.querySelector('title')?.textContent).toContain(`Round ${number}`)
      expect(picture.textContent).toContain(`, ${own.length} notes`)
    }
  })
})

describe('the canvas of a round', () => {
  it('[X68] names tensions between its notes, and draws what was drawn by hand', () => {
    const picture = read(
      canvasOf(MAIN, 2, {
        drawing: [
          stroke([
            { x: 0, y: 0, z: 0.5 },
            { x: 40, y: 30, z: 0.5 },
          ]),
          label,
        ],
      }),
    )
    expect(described(picture)).toContain('2 tensions between notes. 1 line or arrow drawn by hand. 1 label beside the notes.')
    const said = [...picture.querySelectorAll('text')].map(({ textContent }) => textContent)
    expect(said).toContain('Look <here>')
    expect(said.join(' ')).toContain('Tension: Shared plan or counted reviews (addressed)')
    expect(picture.querySelectorAll('path[stroke="#e03131"]')).toHaveLength(1)
  })

  it('[X68] leaves out drawings that no canvas of ours made, whatever they are, and says how many', () => {
    const anything = fc.oneof(
      fc.record({
        typeName: fc.constantFrom('shape', 'binding'),
        type: fc.constantFrom('draw', 'arrow', 'label', 'image'),
        x: fc.anything(),
        y: fc.anything(),
        props: fc.anything(),
        meta: fc.anything(),
      }),
      fc.record({
        type: fc.constantFrom('draw', 'arrow'),
        x: fc.double(),
        y: fc.double(),
        props: fc.record({
          color: fc.string(),
          size: fc.anything(),
          scale: fc.double(),
          bend: fc.double(),
          segments: fc.anything(),
          start: fc.anything(),
          end: fc.anything(),
        }),
      }),
      fc.double().map((x) => stroke([{ x, y: 0 }])),
    )
    fc.assert(
      fc.property(fc.array(anything), (drawing) => {
        const picture = read(canvasOf(BILINGUAL, 1, { drawing: drawing as BoardContent['drawing'] }))
        expect(picture.outerHTML).not.toMatch(/NaN|Infinity|undefined/)
        expect(numberIn(picture, 'width')).toBeLessThan(12_000)
      }),
      { numRuns: 40 },
    )
    expect(described(read(canvasOf(MAIN, 1, { drawing: [stroke('none'), { ...label, type: 'image' }] })))).toContain('2 drawings could not be read.')
  })

  it('[X68] [X64] of some notes has those alone, and no drawings', () => {
    const picture = read(canvasOf(MAIN, 2, { drawing: [label] }, { cell: 'policy/barriers' }))
    const wanted = scenario(MAIN).notes.filter((note: Record<string, unknown>) => note.round === 2 && note.dimension === 'policy' && note.type === 'barriers')
    expect(
      notesIn(picture)
        .map(({ id }) => id)
        .sort(),
    ).toEqual(wanted.map(({ id }: { id: string }) => id).sort())
    expect(picture.textContent).not.toContain('Look <here>')
    expect(described(picture)).toContain('Drawings are left out')
  })

  it('[X68] is as PNG as wide and tall as as SVG, but never too large to be shown', () => {
    const sizeOf = (bytes: Buffer) => [bytes.readUInt32BE(16), bytes.readUInt32BE(20)] as const
    const [first] = inputOf(MAIN).contents.get(1)?.notes ?? []
    const far = {
      notes: Array.from({ length: 400 }, (_, i) => ({ ...first, id: `n${i}`, at: { cell: 'policy/current', x: 10, y: 100 * i } })),
    } as Partial<BoardContent>
    for (const change of [{}, far]) {
      const picture = read(canvasOf(MAIN, 1, change))
      const png = canvasOf(MAIN, 1, change, undefined, 'canvas-png')
      expect(png.subarray(1, 4).toString()).toBe('PNG')
      const [width, height] = sizeOf(png)
      expect(width * height).toBeLessThan(8_100_000)
      expect(Math.abs(width / height - numberIn(picture, 'width') / numberIn(picture, 'height'))).toBeLessThan(0.01)
    }
  })
})
