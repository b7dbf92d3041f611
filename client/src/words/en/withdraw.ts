export const withdraw = {
  open: 'Withdraw…',
  openFor: 'Withdraw the note: {{text}}',
  title: 'Withdraw this note for good?',
  gone: 'Its words leave the record, the boards, the files of this server, and every export made from now on. Copies with the same words in later rounds go too.',
  stays: 'Its place is still counted, and the record says that a note was withdrawn.',
  elsewhere:
    'It stays in files that people have downloaded and in backups made before. What others wrote in their own words stays too: look at summaries and later notes.',
  never: 'Nobody can undo this.',
  do: 'Withdraw for good',
  withdrawn: 'Withdrawn',
  count_one: '{{count}} note withdrawn since, {{date}}',
  count_other: '{{count}} notes withdrawn since, last {{date}}',
}
