import type { ImportError } from '../plan.ts'
import type { Scenario, ScenarioNote } from './schema.ts'

/** What a schema cannot say of a scenario: ids are unique, references resolve, lineage goes forwards and agrees with fates. */
export function scenarioErrors(scenario: Scenario): ImportError[] {
  const errors: ImportError[] = []
  const must = (holds: boolean, path: string, message: string) => {
    if (!holds) errors.push({ path, message })
  }
  const known = (set: ReadonlySet<string | number>, values: readonly (string | number | null | undefined)[], path: string, what: string) => {
    for (const value of values) if (value !== null && value !== undefined) must(set.has(value), path, `There is no such ${what}.`)
  }
  const idsOf = (items: readonly { id: string }[], path: string) => {
    const ids = new Set(items.map((item) => item.id))
    must(ids.size === items.length, path, 'An id is there twice.')
    return ids
  }

  const rows = idsOf(scenario.matrix.dimensions, 'matrix.dimensions')
  const columns = idsOf(scenario.matrix.intelligence_types, 'matrix.intelligence_types')
  const groups = idsOf(scenario.stakeholder_groups, 'stakeholder_groups')
  const people = idsOf(scenario.participants, 'participants')
  const stimulus = idsOf(scenario.stimulus, 'stimulus')
  const notes = idsOf(scenario.notes, 'notes')
  idsOf(scenario.clusters, 'clusters')
  idsOf(scenario.contradictions, 'contradictions')
  idsOf([...scenario.decisions, ...scenario.actions, ...scenario.parking_lot], 'decisions, actions and parking_lot')
  const rounds = new Set(scenario.rounds.map((round) => round.number))

  scenario.rounds.forEach((round, i) => {
    const path = `rounds.${i}`
    must(round.number > (scenario.rounds[i - 1]?.number ?? 0), `${path}.number`, 'Rounds are numbered upwards, each number once.')
    known(columns, round.columns, `${path}.columns`, 'column')
    known(people, round.attended, `${path}.attended`, 'participant')
    const shelf = idsOf(round.first_stimulus, `${path}.first_stimulus`)
    known(stimulus, [...shelf], `${path}.first_stimulus`, 'stimulus')
    for (const { id, version } of round.first_stimulus) {
      const versions = scenario.stimulus.find((item) => item.id === id)?.versions ?? []
      must(
        versions.some((candidate) => candidate.version === version),
        `${path}.first_stimulus`,
        'There is no such version.',
      )
    }
  })
  scenario.participants.forEach((person, i) => {
    known(groups, [person.group], `participants.${i}.group`, 'group')
    known(rounds, person.rounds_attended, `participants.${i}.rounds_attended`, 'round')
  })
  scenario.stimulus.forEach((item, i) => {
    const path = `stimulus.${i}.versions`
    must(new Set(item.versions.map((version) => version.version)).size === item.versions.length, path, 'A version is there twice.')
    for (const version of item.versions) {
      known(rounds, [version.round], path, 'round')
      known(notes, version.from_notes, path, 'note')
    }
  })
  scenario.clusters.forEach((cluster, i) => {
    known(rounds, [cluster.round], `clusters.${i}.round`, 'round')
  })
  const sources = new Set(scenario.notes.flatMap((note) => note.derived_from))
  const byId = new Map(scenario.notes.map((note) => [note.id, note]))
  const clusterRounds = new Map(scenario.clusters.map((cluster) => [cluster.id, cluster.round]))
  scenario.notes.forEach((note, i) => {
    const path = `notes.${i}`
    known(rounds, [note.round], `${path}.round`, 'round')
    known(rows, [note.dimension], `${path}.dimension`, 'row')
    known(columns, [note.type], `${path}.type`, 'column')
    must(note.text !== '' || note.fate === 'withdrawn', `${path}.text`, 'A note says something.')
    must((note.dimension === null) === (note.type === null), path, 'A note has both a row and a column, or neither.')
    known(groups, [note.group], `${path}.group`, 'group')
    known(stimulus, [note.stimulus], `${path}.stimulus`, 'stimulus')
    must(!note.cluster || clusterRounds.get(note.cluster) === note.round, `${path}.cluster`, 'There is no such cluster in that round.')
    known(notes, note.derived_from, `${path}.derived_from`, 'note')
    for (const message of lineageErrors(note, byId, sources)) must(false, path, message)
  })
  scenario.contradictions.forEach((found, i) => {
    const path = `contradictions.${i}`
    known(rounds, [found.round], `${path}.round`, 'round')
    known(groups, found.between_groups, `${path}.between_groups`, 'group')
    known(notes, [...found.evidence_notes, ...found.addressed_by], path, 'note')
  })
  for (const list of ['decisions', 'actions', 'parking_lot'] as const) {
    scenario[list].forEach((entry, i) => {
      const path = `${list}.${i}`
      known(rounds, [entry.round], `${path}.round`, 'round')
      known(notes, 'from_notes' in entry ? entry.from_notes : [entry.from_note], path, 'note')
      if ('owner_group' in entry) known(groups, [entry.owner_group], `${path}.owner_group`, 'group')
    })
  }
  return errors
}

function lineageErrors(note: ScenarioNote, byId: ReadonlyMap<string, ScenarioNote>, sources: ReadonlySet<string>): string[] {
  const earlier = note.derived_from.every((id) => (byId.get(id)?.round ?? 0) < note.round)
  return [
    earlier ? '' : 'A note can only come from a note of an earlier round.',
    new Set(note.derived_from).size === note.derived_from.length ? '' : 'It names a source twice.',
    (note.carry === 'new') === (note.derived_from.length === 0) ? '' : 'A new note has no sources, and any other has some.',
    (note.fate === 'carried') === sources.has(note.id) ? '' : 'A note is carried exactly if a later note comes from it.',
  ].filter(Boolean)
}
