import { type ReactNode, useEffect, useRef } from 'react'
import { useWords } from '../words/words.ts'
import { useLocation } from './address.tsx'

export interface PageTitleProps {
  /** What the browser's tab says; the heading itself if left out. */
  documentTitle?: string
  className?: string | undefined
  children: ReactNode
}

let firstScreen = true

/** A screen's one `h1`: names the tab, and takes the focus when the screen changes so that it is read out. */
export function PageTitle({ documentTitle, className, children }: PageTitleProps) {
  const t = useWords()
  const heading = useRef<HTMLHeadingElement>(null)
  const { pathname } = useLocation()
  const title = documentTitle ?? (typeof children === 'string' ? children : '')

  useEffect(() => {
    document.title = title && title !== t('common.appName') ? `${title} · ${t('common.appName')}` : t('common.appName')
  }, [title, t])

  // biome-ignore lint/correctness/useExhaustiveDependencies: the address is the reason to move the focus
  useEffect(() => {
    // The first page of a visit is read out by the browser itself; a field may have asked for the focus already.
    const wanted = document.activeElement === document.body || !document.activeElement
    if (!firstScreen && wanted) heading.current?.focus({ preventScroll: true })
    firstScreen = false
    window.scrollTo(0, 0)
  }, [pathname])

  return (
    <h1 ref={heading} tabIndex={-1} dir="auto" className={className}>
      {children}
    </h1>
  )
}
