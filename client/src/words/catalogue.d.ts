/** A catalogue without what no phone says before its first note; see `bundle/firstWords.ts`. */
declare module '*.ts?first' {
  const words: import('./spoken.ts').Catalogue
  export default words
}
