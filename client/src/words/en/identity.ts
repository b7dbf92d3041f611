/** Whose a note is, what is promised about that, and writing for others. */
export const identity = {
  anonymous: 'Anonymous',
  typedFor: 'Typed for somebody',
  held: 'Held back',

  // Beside the box
  shownFor: 'Shown as: {{group}}, not as yours.',
  shownTyped: 'Marked “Typed for somebody”.',
  alone: 'You are the only one here from your group: your notes can be told to be yours.',
  readFirst: 'A facilitator may read it before that, without learning whose it is.',

  // Writing for others
  writeFor: 'Write for',
  forTeam: 'The team',
  typedForChoice: 'Typed for somebody without a device',

  // Pasting
  pasteText: 'Each line becomes a note. Bullets and numbers before a line are gone. Take off the mark of a line to leave it out.',
  pasteCell: 'Put them into',
  pasteNone: 'Nothing to add',
  pasteTwice: 'Twice in what you pasted',
  pasteThere: 'Already in this cell',

  // How notes are shown
  shownHow: 'How notes are shown…',
  shownHowTitle: 'How notes are shown',
  shownHowText:
    'This holds for notes that are written from now on. Notes that are there stay as they were promised to whoever wrote them. Everybody is told of the change.',
  byGroup: 'By group',
  byGroupText: 'The group stands on each note. Names are not kept with notes, and pointers show the group alone.',
  named: 'With names',
  namedText: 'The group, and the name of whoever gave one. Everybody sees who types where.',
  byNobody: 'Anonymous',
  byNobodyText: 'Neither group nor name is kept with a note. Nobody sees where others are or type.',
  readBefore: 'Facilitators may read notes before they are revealed',
  readBeforeText:
    'The words alone, of at least two people, in no order and without names or groups, so that a note that would hurt can be held back. People are told beside the box. What was written before they were told is never read.',
  save: 'Change it for everybody',

  // The change is told
  nowByGroup: 'From now on notes are shown with the group of whoever writes them, without names.',
  nowNamed: 'From now on notes are shown with group and name.',
  nowAnonymous: 'From now on notes are anonymous: neither group nor name is kept with them.',
  earlierStay: 'What was written before stays as it was promised.',
  earlierHidden: 'Groups and names of earlier notes are hidden too.',
  nowRead:
    'From now on a facilitator may read what is written alone before it is revealed, without learning whose it is. What was written before stays unread.',
  nowUnread: 'From now on nobody reads what others write alone before it is revealed.',

  // Small groups
  small: 'Small groups in results and files',
  smallText:
    'Where few people of a group take part, their notes can be told to be theirs. For such rounds, say how results and files tell the group. On the board people see each other’s groups all the same.',
  minimum: 'A group is small with fewer people than',
  minimumWrong: 'Type a whole number from 1 to 20.',
  smallChoice: '{{group}}, when it is small',
  hide: 'Among “Other groups”',
  show: 'As it is',
  mergeInto: 'As part of {{group}}',
  onePerson: 'One person: everything this group says can be told to be theirs.',
  fewPeople_one: '{{count}} person: small.',
  fewPeople_other: '{{count}} people: small.',
  enoughPeople_one: '{{count}} person.',
  enoughPeople_other: '{{count}} people.',
  nobody: 'Nobody yet.',
  smallHidden: 'Groups that are not told are told together, at least two of them, so that none can be worked out from a total.',

  // Joining
  joinByGroup: 'Your notes show your group, not your name.',
  joinNamed: 'Your notes show your group, and your name if you give one.',
  joinAnonymous: 'Your notes show neither your group nor your name.',
  joinAlone: 'Nobody has joined from this group yet. As long as you are the only one, your notes can be told to be yours.',

  // Before the reveal
  preview: 'Read before…',
  previewTitle: 'Before they are revealed',
  previewText: 'The words alone, in no order. Nobody learns whose they are: not you, and no other facilitator. Taken anew once a minute.',
  previewNotTold: 'People were not told that you may read their notes before the reveal. Tell them first. Only what is written from then on can be read.',
  previewTell: 'Tell everybody',
  previewNone: 'Nothing to read yet.',
  previewTooFew: 'Too few people have written: their notes could be told to be theirs.',
  previewOthers_one: '{{count}} more note is not to be read: it was begun before people were told.',
  previewOthers_other: '{{count}} more notes are not to be read: they were begun before people were told.',
  previewAgain: 'Read again',
  hold: 'Hold back',
  letThrough: 'Let it through',
  holdSay: 'Hold back: {{text}}',
  letThroughSay: 'Let through: {{text}}',
  heldNow: 'Held back. Whoever wrote it is told privately, and can reword it.',
  throughNow: 'It goes along with the reveal again.',
  picture: 'Picture: {{alt}}',

  // Its writer is told
  heldTitle_one: 'A facilitator holds {{count}} note of yours back.',
  heldTitle_other: 'A facilitator holds {{count}} notes of yours back.',
  heldText: 'Nobody knows that it is yours, and nobody else is told. Reword it, and it is shown with the next reveal.',
}
