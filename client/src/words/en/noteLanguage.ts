/** The language in which a note is written. */
export const noteLanguage = {
  menu: 'Language of the note…',
  title: 'Language of the note',
  text: 'A screen reader reads the note in this language.',
  writingMenu: 'Language of my notes…',
  writingTitle: 'Language of my notes',
  writingText: 'A screen reader reads what you write from now on, on this device, in this language.',
  none: 'The language of this page',
  other: 'Another language…',
  code: 'Code of the language',
  codeText: 'By BCP 47, for example mi or pt-BR.',
  codeWrong: 'A code is two or three letters, such as mi. More may follow after a hyphen.',
  writingIn: 'You write in {{language}}',
  in: 'In {{language}}',
}
