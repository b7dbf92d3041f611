import type { AnchorHTMLAttributes, MouseEvent, RefAttributes } from 'react'
import { navigate } from './address.tsx'

export type LinkProps = AnchorHTMLAttributes<HTMLAnchorElement> & RefAttributes<HTMLAnchorElement> & { href: string }

/** A link to another screen, without loading the page anew. With Ctrl, in another tab or for a file it is the browser's. */
export function Link({ href, onClick, children, ...props }: LinkProps) {
  return (
    <a
      {...props}
      href={href}
      onClick={(event) => {
        onClick?.(event)
        if (!isOurs(event)) return
        event.preventDefault()
        navigate(event.currentTarget.href)
      }}
    >
      {children}
    </a>
  )
}

const isOurs = (event: MouseEvent<HTMLAnchorElement>) => {
  const { target, origin, pathname } = event.currentTarget
  const isPlain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey
  return (
    isPlain &&
    !event.defaultPrevented &&
    (!target || target === '_self') &&
    !event.currentTarget.hasAttribute('download') &&
    origin === location.origin &&
    !pathname.startsWith('/api/')
  )
}
