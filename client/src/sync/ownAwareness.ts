import { Awareness } from 'y-protocols/awareness'

/**
 * Presence that announces to be sent on what is about this page alone. The stock provider sends on every change it hears
 * of, also those that just came from the server: in a room of hundreds that is hundreds of times the traffic, for nothing.
 */
export class OwnAwareness extends Awareness {
  override emit(name: string, args: unknown[]) {
    if (name !== 'update') return super.emit(name, args)
    const [changes, origin] = args as [Record<'added' | 'updated' | 'removed', number[]>, unknown]
    const own = (clients: readonly number[]) => clients.filter((client) => client === this.clientID)
    const mine = { added: own(changes.added), updated: own(changes.updated), removed: own(changes.removed) }
    if (mine.added.length || mine.updated.length || mine.removed.length) super.emit(name, [mine, origin])
  }

  /** The id under which the server tells the others of this page, and this page of itself. */
  private echo: number | undefined

  readonly isShownAs = (client: number) => {
    this.echo = client
  }

  /** How many are here, with this page once it has said something. */
  count(): number {
    const states = this.getStates()
    return states.size - Number(this.echo !== undefined && states.has(this.echo))
  }

  /** The states of everybody else who is here. */
  others(): [number, Record<string, unknown>][] {
    return [...this.getStates()].filter(([client]) => client !== this.clientID && client !== this.echo)
  }

  /** After a connection ended: what others say next counts, also if it is what they said before. They may not have moved since. */
  forgetOthers() {
    for (const client of this.meta.keys()) if (client !== this.clientID) this.meta.delete(client)
  }
}
