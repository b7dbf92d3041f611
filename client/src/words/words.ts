import type { ApiProblem } from '../request.ts'
import type en from './en.ts'
import { useSpoken, type Values } from './spoken.ts'

/** Every key of the catalogue as `section.name`; the two forms of a plural are one key. */
export type WordKey = KeysOf<typeof en>
type KeysOf<Catalogue> = {
  [Key in keyof Catalogue & string]: Catalogue[Key] extends string ? Singular<Key> : `${Key}.${KeysOf<Catalogue[Key]>}`
}[keyof Catalogue & string]
type Singular<Key extends string> = Key extends `${infer Stem}_one` | `${infer Stem}_other` ? Stem : Key

/** Says something: `t('table.addNote', { cell })`. Keys are checked by the compiler. */
export type Words = (key: WordKey, values?: Values) => string

/** The words of the interface, in the language shown. */
export const useWords = (): Words => useSpoken(({ say }) => say)

/** The same for code that is not a component. Not while a module loads: the words that it says may still be on their way. */
export const words: Words = (key, values) => useSpoken.getState().say(key, values)

/** What went wrong, for people: in another language ours for its code, else the server's own sentence; ours too if it was not reached. */
export function sentence(problem: ApiProblem, t: Words): string {
  if (problem.code === 'offline') return t('common.offline')
  const { say } = useSpoken.getState()
  const key = `problems.${problem.code}`
  const own = say(key)
  return own === key ? problem.title : own
}
