/** Who is in the room and who takes part from elsewhere. */
export const where = {
  title: 'Where you take part',
  text: 'Reports say how many people of each group were in the room and how many took part from elsewhere. Nothing of it stands on your notes.',
  unsaid: 'I would rather not say',
  usual: { room: 'Like everybody: in the room', remote: 'Like everybody: from elsewhere' },

  // For facilitators
  personMenu: 'Where they are…',
  personTitle: 'Where {{name}} takes part',
  personUnsaid: 'Not said',
  is: { room: 'in the room', remote: 'from elsewhere' },
  counts: '{{room}} in the room, {{remote}} from elsewhere',
  countsUnsaid: '{{room}} in the room, {{remote}} from elsewhere, {{unsaid}} not said',

  // In the set-up
  usualTitle: 'Where people take part',
  usualText: 'Reports count who was in the room and who was not.',
  usualAsk: 'Some in the room, some from elsewhere',
  usualAskText: 'People may say it when they join, and change it later.',
  usualRoom: 'All in one room',
  usualRemote: 'All from elsewhere',
  usualNotAsked: 'Nobody is asked. Where it is otherwise for somebody, they or you can say so.',
}
