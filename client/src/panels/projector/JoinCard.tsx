import type { SessionView } from '@stocktake/shared/view'
import { QRCodeSVG } from 'qrcode.react'
import { useSession } from '../../session.ts'
import { GroupMark } from '../../ui/GroupMark.tsx'
import { SharedObject } from '../../ui/SharedObject.tsx'
import { useWords } from '../../words/words.ts'
import styles from './Projector.module.css'

/** What people type into a browser: without `https://` and without the code. */
export function shortAddress(address: string): string {
  const { host, pathname } = new URL(address)
  return host + pathname.replace(/\/j\/[^/]*$/, '')
}

/** How to join, what for, and who is here. */
export function JoinCard({ view }: { view: SessionView }) {
  const t = useWords()
  const address = view.links.participant
  return (
    <div className={styles.card}>
      <div className={styles.object}>
        <SharedObject text={view.sharedObject} />
      </div>
      {view.settings.joinOpen ? (
        <div className={styles.doors}>
          <div className={styles.type}>
            <p className={styles.step}>{t('show.goTo')}</p>
            <p className={styles.address}>{shortAddress(address)}</p>
            <p className={styles.step}>{t('show.code')}</p>
            <p className={styles.code}>
              <span aria-hidden="true">{view.joinCode}</span>
              <span className="visually-hidden">{view.joinCode.split('').join(' ')}</span>
            </p>
          </div>
          <div className={styles.scan}>
            <p className={styles.step}>{t('show.scan')}</p>
            <QRCodeSVG value={address} title={t('show.qr', { address })} className={styles.qr} marginSize={3} bgColor="#ffffff" fgColor="#000000" level="M" />
          </div>
        </div>
      ) : (
        <p className={styles.closed}>{t('show.closed')}</p>
      )}
      <WhoIsHere view={view} />
    </div>
  )
}

function WhoIsHere({ view }: { view: SessionView }) {
  const t = useWords()
  const here = useSession((state) => state.here)
  const total = here?.total ?? 0
  const inGroups = view.groups.reduce((sum, group) => sum + (here?.byGroup[group.id] ?? 0), 0)
  return (
    <section className={styles.here} aria-labelledby="here">
      <h2 id="here" className={styles.total}>
        {total ? t('show.here', { count: total }) : t('show.nobody')}
      </h2>
      <ul className={styles.groups}>
        {view.groups.map((group) => (
          <li key={group.id} className={styles.group}>
            <GroupMark group={group} size="1.2em" />
            <span>{group.label}</span>
            <strong className="tabular">{here?.byGroup[group.id] ?? 0}</strong>
          </li>
        ))}
        {total > inGroups && (
          <li className={styles.group}>
            <span>{t('show.team')}</span>
            <strong className="tabular">{total - inGroups}</strong>
          </li>
        )}
      </ul>
    </section>
  )
}
