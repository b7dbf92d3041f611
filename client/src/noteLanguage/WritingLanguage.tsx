import type { SessionView } from '@stocktake/shared/view'
import { Languages } from 'lucide-react'
import { useState } from 'react'
import { useStore } from 'zustand'
import { draftsOf } from '../sync/drafts.ts'
import { Button } from '../ui/Button.tsx'
import { languageName } from '../words/language.ts'
import { useWords } from '../words/words.ts'
import { LanguageDialog } from './LanguageDialog.tsx'

interface Writer {
  view: Pick<SessionView, 'id' | 'me'>
}

/** Chooses the language of all that one writes from now on, on this device. */
export function WritingLanguageDialog({ view, onClose }: Writer & { onClose: () => void }) {
  const t = useWords()
  const drafts = draftsOf(view.id, view.me.memberId)
  return (
    <LanguageDialog
      title={t('noteLanguage.writingTitle')}
      text={t('noteLanguage.writingText')}
      lang={drafts.getState().lang}
      onChange={(lang) => drafts.setState({ lang })}
      onClose={onClose}
    />
  )
}

/** Says beside the field in which language one writes, where it is not that of the page. */
export function WritingLanguage({ view }: Writer) {
  const t = useWords()
  const lang = useStore(draftsOf(view.id, view.me.memberId), (state) => state.lang)
  const [isChoosing, setChoosing] = useState(false)
  return (
    <>
      {lang && (
        <Button size="small" icon={<Languages aria-hidden />} onPress={() => setChoosing(true)}>
          {t('noteLanguage.writingIn', { language: languageName(lang) })}
        </Button>
      )}
      {isChoosing && <WritingLanguageDialog view={view} onClose={() => setChoosing(false)} />}
    </>
  )
}
