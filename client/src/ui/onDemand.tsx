import { type ComponentType, useEffect, useState } from 'react'
import { learnAll, withWords } from '../words/language.ts'
import { useWords } from '../words/words.ts'
import { Button } from './Button.tsx'
import { Notice } from './Notice.tsx'
import styles from './onDemand.module.css'
import { withStyles } from './styleSheets.ts'

/** Code that is loaded when it is needed. */
export interface Later<Value> {
  /** What it is, if it is here. */
  now: () => Value | undefined
  /** Loads it; after a failure it may be asked for again. */
  load: () => Promise<Value>
}

const all: Later<unknown>[] = []

/** Names code that is loaded when it is needed, or beforehand by `loadRest`. With `isFirst` the words before the first note are all that it says. */
export function later<Value>(load: () => Promise<Value>, isFirst = false): Later<Value> {
  let value: Value | undefined
  const one: Later<Value> = {
    now: () => value,
    load: async () => {
      value ??= await withStyles(isFirst ? load : withWords(load))()
      return value
    },
  }
  all.push(one)
  return one
}

/**
 * Loads whatever was not needed yet, one after the other, so that it is there at once when it is, and without a
 * connection too. Who asked the browser to save data is spared it.
 */
export async function loadRest(): Promise<void> {
  const { connection } = navigator as Navigator & { connection?: { saveData?: boolean } }
  if (connection?.saveData) return
  // Who chooses English again finds it here.
  await learnAll('en').catch(() => {})
  // What comes may name more.
  for (let next = 0; next < all.length; next++) await all[next]?.load().catch(() => {})
}

export interface OnDemandOptions {
  /** Stands there until the code has come; it should be as large as what follows. */
  Waiting?: ComponentType
  /** It lies over the page and has no place in it. */
  isOver?: boolean
  /** A phone has it before its first note, and what it says is among the first words: its file is in `bundle/reached.ts`. */
  isFirst?: boolean
}

/** A component whose code is loaded when it is first shown. If it does not come, it says so and can be asked for again. */
export function onDemand<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
  { Waiting, isOver = false, isFirst = false }: OnDemandOptions = {},
): ComponentType<Props> {
  const code = later(load, isFirst)
  return (props: Props) => <OnDemand code={code} props={props} Waiting={Waiting} isOver={isOver} />
}

type OnDemandProps<Props> = { code: Later<ComponentType<Props>>; props: Props; isOver: boolean; Waiting: ComponentType | undefined }

function OnDemand<Props extends object>({ code, props, Waiting, isOver = false }: OnDemandProps<Props>) {
  const [isFailed, setFailed] = useState(false)
  const [, setLoaded] = useState(false)
  useEffect(() => {
    if (isFailed || code.now()) return
    let isGone = false
    code.load().then(
      () => isGone || setLoaded(true),
      () => isGone || setFailed(true),
    )
    return () => {
      isGone = true
    }
  }, [code, isFailed])
  const Loaded = code.now()
  if (Loaded) return <Loaded {...props} />
  if (isFailed) return <NotLoaded isOver={isOver} onAgain={() => setFailed(false)} />
  return Waiting ? <Waiting /> : null
}

function NotLoaded({ isOver, onAgain }: { isOver: boolean; onAgain: () => void }) {
  const t = useWords()
  return (
    <div className={isOver ? styles.over : undefined}>
      <Notice
        kind="danger"
        actions={
          <Button size="small" onPress={onAgain}>
            {t('common.retry')}
          </Button>
        }
      >
        {t('common.partNotLoaded')}
      </Notice>
    </div>
  )
}
