/** How often what others add is read out. */
export const news = {
  menu: 'News of others…',
  title: 'News of what others add',
  text: 'A screen reader reads out what others add, in summary: “6 new notes in Practice, Barriers”. Say how often. This is kept on this device.',
  choice: {
    once: 'At once',
    half: 'Every half minute',
    never: 'Never',
  },
  choiceText: {
    once: 'A moment after notes come, and not more often than every ten seconds.',
    half: 'What came in half a minute is read out together.',
    never: 'Nothing is read out. You find new notes as you read.',
  },
}
