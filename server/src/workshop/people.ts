import { tellAnew } from '@stocktake/shared/commands/breakouts'
import { type CreateStocktake, createStocktake } from '@stocktake/shared/commands/create'
import { type ChangeCode, changeCode, type EditMember, type RemoveMember, type SayWhere } from '@stocktake/shared/commands/edit'
import type { Join } from '@stocktake/shared/commands/join'
import { cleanCode, newId, newJoinCode, newReturnCode, newToken } from '@stocktake/shared/ids'
import { Problem } from '@stocktake/shared/problem'
import type { Member, Role, Session } from '@stocktake/shared/session'
import type { z } from 'zod'
import { hashSecret, isLinkKey, parseLinkKey } from '../access.ts'
import { type Also, JoinCodeTaken, type Secrets } from '../store/store.ts'
import { settleHidden } from './hidden.ts'
import { change, readSession, type Workshop } from './workshop.ts'

/** What a person's device is given once and we keep hashed. */
interface Credentials {
  token: string
  returnCode: string
  secrets: Secrets
}

function newCredentials(): Credentials {
  const token = newToken()
  const returnCode = newReturnCode()
  return { token, returnCode, secrets: { tokenHash: hashSecret(token), returnCodeHash: hashSecret(returnCode) } }
}

const newMember = (role: Role, groupId: string | null, name: string | null, now: number): Member => ({
  id: newId(),
  role,
  groupId,
  name,
  joinedAt: now,
  attended: [],
  removed: null,
})

/** Starts a stocktake; whoever starts it is its first facilitator. */
export const createCommand = (workshop: Workshop, input: z.infer<typeof CreateStocktake>) => addStocktake(workshop, createStocktake(input, workshop.now()), {})

/** Stores a new stocktake with a first facilitator. A join code that is in use is replaced by another. */
export async function addStocktake({ store, now }: Workshop, session: Session, also: Also): Promise<{ session: Session; token: string }> {
  const { token, secrets } = newCredentials()
  const members = [...(also.members ?? []), { member: newMember('facilitator', null, null, now()), secrets }]
  for (let candidate = session; ; candidate = { ...session, joinCode: newJoinCode() }) {
    try {
      await store.createSession(candidate, { ...also, members })
      return { session: candidate, token }
    } catch (error) {
      if (!(error instanceof JoinCodeTaken)) throw error
    }
  }
}

export async function findByCode({ store }: Workshop, typed: string): Promise<Session> {
  const session = await store.findByJoinCode(cleanCode(typed))
  if (!session) throw new Problem('code-unknown')
  return session
}

/** The stocktake and role that a facilitator's or observer's link is good for. */
export async function findByKey({ store, secret }: Workshop, key: string): Promise<{ session: Session; role: 'facilitator' | 'observer' }> {
  const link = parseLinkKey(key)
  const session = link && (await store.readSession(link.stocktakeId))
  if (!session || link.role === 'projector' || !isLinkKey(secret, key, session)) throw new Problem('link-unknown')
  return { session, role: link.role }
}

export interface Joined {
  stocktakeId: string
  memberId: string
  role: Role
  token: string
  returnCode: string
}

export async function joinCommand(workshop: Workshop, input: z.infer<typeof Join>): Promise<Joined> {
  const { session, role } =
    'key' in input ? await findByKey(workshop, input.key) : { session: await findByCode(workshop, input.code), role: 'participant' as const }
  if (role === 'participant' && !session.settings.joinOpen) throw new Problem('join-closed')
  const { groupId } = input
  if (groupId !== undefined && !session.groups.some(({ id }) => id === groupId)) throw new Problem('group-not-found', { groupId })
  const { token, returnCode, secrets } = newCredentials()
  const { where } = input
  const member = { ...newMember(role, groupId ?? null, input.name || null, workshop.now()), ...(where ? { where } : {}) }
  await workshop.store.addMember(session.id, member, secrets)
  return { stocktakeId: session.id, memberId: member.id, role, token, returnCode }
}

/** Brings a person back on another device. */
export async function returnCommand({ store }: Workshop, typed: string): Promise<Joined> {
  const returnCode = cleanCode(typed)
  const owner = await store.findByReturnCode(hashSecret(returnCode))
  if (!owner) throw new Problem('return-code-unknown')
  if (owner.member.removed) throw new Problem('removed')
  const token = newToken()
  await store.addToken(owner.member.id, hashSecret(token))
  return { stocktakeId: owner.stocktakeId, memberId: owner.member.id, role: owner.member.role, token, returnCode }
}

/** Ends one device's access; the person stays a member and their notes stay theirs. */
export async function leaveCommand({ store, bus }: Workshop, tokenHash: string): Promise<void> {
  await store.revokeToken(tokenHash)
  bus.publish({ type: 'revoked', tokenHash })
}

export const editMemberCommand = (workshop: Workshop, id: string, memberId: string, { role, groupId, where }: z.infer<typeof EditMember>): Promise<Session> =>
  workshop.inTurn(id, async () => {
    const session = await readSession(workshop, id)
    const { member, others } = await findMember(workshop, id, memberId)
    if (groupId !== undefined && !session.groups.some((group) => group.id === groupId)) throw new Problem('group-not-found', { groupId })
    const after = { ...member, ...(role !== undefined ? { role } : {}), ...(groupId !== undefined ? { groupId } : {}) }
    if (after.role === 'participant' && after.groupId === null) throw new Problem('group-needed', { memberId })
    if (after.role !== 'facilitator') keepOneFacilitator(member, others)
    if (where !== undefined) await workshop.store.editMember(id, memberId, { where })
    // Who only sits elsewhere goes on as they are: telling takes their page's connections down.
    if (after.role !== member.role || after.groupId !== member.groupId) await tellMember(workshop, id, after)
    return tellTables(workshop, session)
  })

/** Keeps where somebody says they are, for the counts of who took part. */
export const sayWhereCommand = ({ store }: Workshop, id: string, memberId: string, { where }: z.infer<typeof SayWhere>): Promise<void> =>
  store.editMember(id, memberId, { where })

/**
 * Removes somebody, or lets them in again. Nothing that they hold lets them in meanwhile, and it does afterwards. Where
 * their notes are hidden these leave the boards; they come back with them.
 */
export const removeMemberCommand = (workshop: Workshop, id: string, memberId: string, { removed }: z.infer<typeof RemoveMember>): Promise<void> =>
  workshop.inTurn(id, async () => {
    const session = await readSession(workshop, id)
    const { member, others } = await findMember(workshop, id, memberId)
    if (removed) keepOneFacilitator(member, others)
    await tellMember(workshop, id, { ...member, removed })
    await tellTables(workshop, session)
    for (const { number, state } of session.rounds) if (state !== 'closed') await settleHidden(workshop, session, number)
  })

/** Ends what all devices of somebody hold. With their return code they come back. */
export const endAccessCommand = (workshop: Workshop, id: string, memberId: string): Promise<void> =>
  workshop.inTurn(id, async () => {
    await findMember(workshop, id, memberId)
    for (const tokenHash of await workshop.store.revokeTokens(memberId)) workshop.bus.publish({ type: 'revoked', tokenHash })
  })

/** Gives the stocktake another join code and other links. */
export const changeCodeCommand = (workshop: Workshop, id: string, input: z.infer<typeof ChangeCode>): Promise<Session> =>
  workshop.inTurn(id, async () => {
    for (;;) {
      try {
        return await change(workshop, id, (session) => ({ session: changeCode(session, input) }))
      } catch (error) {
        if (!(error instanceof JoinCodeTaken)) throw error
      }
    }
  })

async function findMember({ store }: Workshop, id: string, memberId: string): Promise<{ member: Member; others: Member[] }> {
  const members = await store.members(id)
  const member = members.find((candidate) => candidate.id === memberId)
  if (!member) throw new Problem('member-not-found', { memberId })
  return { member, others: members.filter((other) => other !== member) }
}

/** Who sits at a table with whom may be another thing now. */
async function tellTables(workshop: Workshop, session: Session): Promise<Session> {
  const members = await workshop.store.members(session.id)
  return tellAnew(session, members) === session ? session : change(workshop, session.id, (now) => ({ session: tellAnew(now, members) }))
}

/** Nobody takes the last facilitator away, themselves included. */
function keepOneFacilitator(member: Member, others: readonly Member[]): void {
  if (member.role !== 'facilitator' || member.removed) return
  if (!others.some(({ role, removed }) => role === 'facilitator' && !removed)) throw new Problem('last-facilitator')
}

async function tellMember({ store, rooms, bus }: Workshop, stocktakeId: string, member: Member): Promise<void> {
  const { id, role, groupId, removed } = member
  await store.editMember(stocktakeId, id, { role, groupId, removed })
  rooms.memberChanged(stocktakeId, member)
  bus.publish({ type: 'member', stocktakeId, memberId: id })
}
