export const importing = {
  title: 'Import a stocktake',
  text: 'Choose a JSON file: a complete export from Stocktake, or a scenario. A new stocktake is made from it; nothing that exists is changed.',
  choose: 'Choose a file',
  chooseOther: 'Choose another file',
  chosen: 'Chosen: {{name}} ({{size}})',
  missing: 'Choose a file first.',
  notJson: 'This file is not JSON, so it cannot be a Stocktake export. Choose the file that ends in .json.',
  tooLarge: 'This file is larger than 64 MB. That is more than the server accepts.',
  more_one: 'and {{count}} more problem',
  more_other: 'and {{count}} more problems',
  go: 'Import',
  importing: 'Importing…',
  exampleTitle: 'Look at an example',
  exampleText:
    'This makes a stocktake of your own from invented notes: four rounds, the fourth open. Look around and change what you like; nobody else sees it unless you invite them.',
  exampleGo: 'Make the example',
}
