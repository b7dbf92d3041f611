import { z } from 'zod'
import { Portable } from './portableSchema.ts'

/** The form of `stocktake-export/1` for programs that are not ours: JSON Schema, made of what imports are checked with. */
export const portableJsonSchema = () => ({
  ...z.toJSONSchema(Portable, { target: 'draft-2020-12', io: 'output', unrepresentable: 'any' }),
  title: 'stocktake-export/1',
  description: 'A whole stocktake: its session, people without names of devices, boards, carry decisions, records of closed rounds, and files in base64.',
})
