/** An address in a note, as its card says it. Nothing is ever asked of the host: only what was typed is shown. */
export interface Link {
  href: string
  host: string
}

const ADDRESS = /https?:\/\/[^\s<>"']+/i

/** The first web address in a text, if there is a sound one. */
export function linkIn(text: string): Link | undefined {
  // What closes a sentence or a bracket is seldom part of the address.
  const typed = ADDRESS.exec(text)?.[0].replace(/[.,;:!?)\]}»”]+$/, '')
  if (!typed) return undefined
  try {
    const { protocol, host, href, username, password } = new URL(typed)
    // `https://bank.example@other.example` is made to be misread.
    return (protocol === 'https:' || protocol === 'http:') && host && !username && !password ? { href, host } : undefined
  } catch {
    return undefined
  }
}
