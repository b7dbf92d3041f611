import { SERVERS, type ServerName } from './servers.ts'

const option = (name: string, otherwise: string) => {
  const at = process.argv.indexOf(`--${name}`)
  return at === -1 ? otherwise : (process.argv[at + 1] ?? otherwise)
}
const number = (name: string, otherwise: number) => Number(option(name, String(otherwise)))
const given = (name: string) => process.argv.includes(`--${name}`)

export const LOADS = ['crowd', 'echo', 'join', 'cold', 'rooms', 'soak', 'hostile', 'kill', 'flushes', 'gate', 'lead', 'exports'] as const

/** What `npm run bench -- --option value` may say; docs/performance.md explains them. */
export const options = {
  people: option('people', '10,50,150,300').split(',').map(Number),
  runs: number('runs', 3),
  seconds: given('seconds') ? number('seconds', 10) : undefined,
  only: option('only', SERVERS.join()).split(',') as ServerName[],
  loads: option('loads', LOADS.join()).split(','),
  rooms: number('rooms', 200),
  kills: number('kills', 200),
  attacks: option('attacks', ''),
}
