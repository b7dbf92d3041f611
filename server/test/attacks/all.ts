import type { Attack } from './attack.ts'
import { FLOOD_ATTACKS } from './floods.ts'
import { FRAME_ATTACKS } from './frames.ts'
import { SOCKET_ATTACKS } from './sockets.ts'
import { UPDATE_ATTACKS } from './updates.ts'

export const ATTACKS: readonly Attack[] = [...FRAME_ATTACKS, ...UPDATE_ATTACKS, ...FLOOD_ATTACKS, ...SOCKET_ATTACKS]
