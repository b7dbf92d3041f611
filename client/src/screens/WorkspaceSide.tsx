import type { Round } from '@stocktake/shared/session'
import type { SessionView } from '@stocktake/shared/view'
import { ArrowLeft, ChevronRight, X } from 'lucide-react'
import { type ReactNode, useEffect, useRef } from 'react'
import { Button } from '../ui/Button.tsx'
import { useWords } from '../words/words.ts'
import styles from './WorkspaceSide.module.css'
import { type SidePanelProps, type SideTab, sideTabsFor, useSide } from './WorkspaceSideTabs.ts'

/** The panels beside the board on a screen with room: a rail of names at the edge, and the open one next to it. */
export function WorkspaceSide(props: SidePanelProps) {
  const t = useWords()
  const { open, show } = useSide()
  const tabs = sideTabsFor(props.view, props.round)
  const tab = tabs.find(({ id }) => id === open)
  if (!tabs.length) return null
  return (
    <div className={styles.side}>
      {tab && (
        <SidePanel tab={tab} {...props}>
          <Button
            size="small"
            aria-label={t('side.close', { panel: t(tab.label) })}
            icon={<X aria-hidden />}
            onPress={() => {
              show(null)
              // Whoever closes by keyboard goes on at the name in the rail.
              document.getElementById(railId(tab))?.focus()
            }}
          />
        </SidePanel>
      )}
      <nav className={styles.rail} aria-label={t('side.rail')}>
        {tabs.map((each) => {
          const { id, label, icon: Icon } = each
          return (
            <Button
              key={id}
              id={railId(each)}
              className={id === tab?.id ? styles.here : styles.name}
              aria-expanded={id === tab?.id}
              icon={<Icon aria-hidden />}
              onPress={() => show(id === tab?.id ? null : id)}
            >
              {t(label)}
            </Button>
          )
        })}
      </nav>
    </div>
  )
}

const railId = (tab: SideTab) => `rail-${tab.id}`

/** The same panels on a phone: a list of names, then one of them over the whole width. */
export function WorkspaceMore(props: SidePanelProps) {
  const t = useWords()
  const { open, show } = useSide()
  const tabs = sideTabsFor(props.view, props.round)
  const tab = tabs.find(({ id }) => id === open)
  if (tab)
    return (
      <SidePanel tab={tab} {...props}>
        <Button size="small" icon={<ArrowLeft aria-hidden />} onPress={() => show(null)}>
          {t('side.all')}
        </Button>
      </SidePanel>
    )
  return (
    <ul className={styles.list}>
      {tabs.map(({ id, label, icon: Icon }) => (
        <li key={id}>
          <Button className={styles.row ?? ''} icon={<Icon aria-hidden />} onPress={() => show(id)}>
            <span className={styles.grow}>{t(label)}</span>
            <ChevronRight aria-hidden />
          </Button>
        </li>
      ))}
    </ul>
  )
}

/** How often somebody was taken to a panel that they asked for. */
let taken = 0

/** One panel with its heading. */
export function SidePanel({ tab, children, ...props }: SidePanelProps & { tab: SideTab; children?: ReactNode }) {
  const t = useWords()
  const heading = useRef<HTMLHeadingElement>(null)
  const asked = useSide((state) => state.asked)
  const { label, Panel } = tab

  useEffect(() => {
    // Only who asked for it is taken to it; a panel that stood open at the start leaves the focus alone.
    if (asked !== taken) heading.current?.focus()
    taken = asked
  }, [asked])

  return (
    <section className={styles.panel} aria-label={t(label)}>
      <div className={styles.head}>
        <h2 ref={heading} tabIndex={-1} className={styles.title}>
          {t(label)}
        </h2>
        {children}
      </div>
      <div className={styles.body}>
        <Panel {...props} />
      </div>
    </section>
  )
}

/** The panel that is asked for now, if any: on a phone it has a tab of its own. */
export const askedTab = (view: SessionView, round: Round): SideTab | undefined => sideTabsFor(view, round).find((tab) => tab.isAsked?.(view, round))
