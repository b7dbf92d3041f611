export const exporting = {
  csv: 'CSV of this round',
  xlsx: 'Excel of this round',
  tables: 'Other tables (CSV)',
  tablesText: 'Of all rounds, one row for each. Excel has them too.',
  table: { contradictions: 'Tensions', decisions: 'Decisions', actions: 'Actions', parking: 'Parked items', lineage: 'Where notes came from' },
}
