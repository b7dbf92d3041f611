import { useStore } from 'zustand'
import { chooseNewsPace, NEWS_PACES, type NewsPace, newsPace } from '../sync/newsPace.ts'
import { Choices } from '../ui/Choices.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { useWords } from '../words/words.ts'

/** How often what others add is read out; what is chosen holds at once, on this device. */
export function WorkspaceNewsPace({ onClose }: { onClose: () => void }) {
  const t = useWords()
  const pace = useStore(newsPace)
  return (
    <Dialog title={t('news.title')} isOpen onClose={onClose} size="small">
      <Choices
        label={t('news.title')}
        hideLabel
        description={t('news.text')}
        choices={NEWS_PACES.map((id) => ({ id, label: t(`news.choice.${id}`), description: t(`news.choiceText.${id}`) }))}
        value={pace}
        onChange={(id) => chooseNewsPace(id as NewsPace)}
      />
    </Dialog>
  )
}
