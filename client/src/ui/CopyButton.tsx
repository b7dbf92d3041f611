import { Check, Copy } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useWords } from '../words/words.ts'
import { Button } from './Button.tsx'

export interface CopyButtonProps {
  value: string
  /** What is copied, for people who hear the button: "Copy the facilitators' link". */
  what: string
}

/** Copies a text and says so. */
export function CopyButton({ value, what }: CopyButtonProps) {
  const t = useWords()
  const [copied, setCopied] = useState(false)

  useEffect(() => {
    if (!copied) return
    const timer = setTimeout(() => setCopied(false), 2500)
    return () => clearTimeout(timer)
  }, [copied])

  return (
    <>
      <Button
        size="small"
        aria-label={t('common.copyWhat', { what })}
        icon={copied ? <Check aria-hidden /> : <Copy aria-hidden />}
        onPress={async () => setCopied(await copyText(value))}
      >
        {copied ? t('common.copied') : t('common.copy')}
      </Button>
      <span role="status" className="visually-hidden">
        {copied && t('common.copied')}
      </span>
    </>
  )
}

/** The clipboard exists on https and localhost alone; in a workshop's own network a page is often neither. */
async function copyText(value: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(value)
    return true
  } catch {
    const area = document.createElement('textarea')
    area.value = value
    area.style.position = 'fixed'
    area.style.opacity = '0'
    document.body.append(area)
    area.select()
    const done = document.execCommand('copy')
    area.remove()
    return done
  }
}
