export const exporting = {
  csv: 'CSV of this round',
  xlsx: 'Excel of this round',
}
