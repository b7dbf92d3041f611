export const note = {
  link: 'Open {{host}} in a new tab',
}
