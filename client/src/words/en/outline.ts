/** The board as headings and lists, beside the canvas. */
export const outline = {
  title: 'Outline',
  text: 'Choose a note to go to it on the board.',
}
