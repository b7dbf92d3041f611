import { STRENGTHS, type Strength } from '@stocktake/shared/kinds'
import { openRound } from '@stocktake/shared/rounds'
import type { Round } from '@stocktake/shared/session'
import type { SessionView } from '@stocktake/shared/view'
import { useState } from 'react'
import { showEverybody } from '../../api.ts'
import { recall, remember } from '../../device.ts'
import { useSession } from '../../session.ts'
import { askToShow, goToSpot, type Place, useShowing } from '../../sync/showing.ts'
import { Button } from '../../ui/Button.tsx'
import { Choices } from '../../ui/Choices.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { Select } from '../../ui/Select.tsx'
import { useCommand } from '../../ui/useCommand.ts'
import { sentence, useWords } from '../../words/words.ts'
import styles from './Attend.module.css'
import { placesOf, placeWords } from './places.ts'

const KEY = 'stocktake/show-how'

/** Asks a facilitator how strongly everybody should be shown what they chose; the press says what it does to how many. */
export function ShowDialog({ view }: { view: SessionView }) {
  const asking = useShowing((state) => state.asking)
  const round = openRound(view)
  return asking && round && view.me.role === 'facilitator' ? <Asked view={view} round={round} place={asking} /> : null
}

const keyOf = ({ kind, id }: Place) => `${kind}:${id}`

function Asked({ view, round, place }: { view: SessionView; round: Round; place: Place }) {
  const t = useWords()
  const here = useSession((state) => state.here?.total ?? 1)
  const { run, isRunning, problem } = useCommand()
  const places = placesOf(view, round, t)
  // A note is chosen where it stands, and is no part of the list.
  const listed = places.some((each) => keyOf(each.place) === keyOf(place)) ? places : [{ place, label: placeWords(view, place, t) }, ...places]
  const [chosen, setChosen] = useState(keyOf(place))
  const [strength, setStrength] = useState<Strength>(() => STRENGTHS.find((each) => each === recall(KEY)) ?? 'bring')

  async function show() {
    const what = listed.find((each) => keyOf(each.place) === chosen)?.place ?? place
    const after = await run(() => showEverybody(view.id, round.number, { ...what, strength }))
    if (!after) return
    remember(KEY, strength)
    useSession.getState().setView(after)
    askToShow(null)
    useShowing.setState({ spot: after.attention.spotlight })
    goToSpot()
  }

  return (
    <Dialog
      title={t('attend.showTitle')}
      isOpen
      onClose={() => askToShow(null)}
      actions={
        <Button variant="primary" isPending={isRunning} onPress={() => void show()}>
          {t(`attend.showGo.${strength}`, { count: here })}
        </Button>
      }
    >
      <div className={styles.form}>
        <Select
          label={t('attend.showWhat')}
          value={chosen}
          onChange={setChosen}
          options={listed.map(({ place: each, label }) => ({ id: keyOf(each), label }))}
        />
        <Choices
          label={t('attend.showHow')}
          value={strength}
          onChange={(id) => setStrength(STRENGTHS.find((each) => each === id) ?? 'bring')}
          choices={STRENGTHS.map((id) => ({ id, label: t(`attend.strength.${id}`), description: t(`attend.strengthText.${id}`) }))}
        />
        {problem && <Notice kind="danger">{sentence(problem, t)}</Notice>}
      </div>
    </Dialog>
  )
}
