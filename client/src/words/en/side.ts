export const side = {
  rail: 'Beside the board',
  close: 'Close: {{panel}}',
  all: 'All',
}
