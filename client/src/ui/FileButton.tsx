import { type ReactNode, useRef } from 'react'
import { Button } from './Button.tsx'

export interface FileButtonProps {
  /** Media types and endings, as `.json`. */
  types: readonly string[]
  onChoose: (file: File) => void
  icon?: ReactNode
  children: ReactNode
}

/** A button that asks the device for a file. */
export function FileButton({ types, onChoose, icon, children }: FileButtonProps) {
  const input = useRef<HTMLInputElement>(null)
  return (
    <>
      <input
        ref={input}
        type="file"
        accept={types.join()}
        hidden
        onChange={({ target }) => {
          const file = target.files?.[0]
          // The same file may be chosen again after it was mended.
          if (file) onChoose(file)
          target.value = ''
        }}
      />
      <Button icon={icon} onPress={() => input.current?.click()}>
        {children}
      </Button>
    </>
  )
}
