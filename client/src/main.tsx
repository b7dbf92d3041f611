import './ui/global.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './App.tsx'
import { showLanguage, wantedLanguage } from './words/language.ts'

const root = document.getElementById('root')
if (!root) throw new Error('index.html has no #root')
// Without the file of a language there is still English.
await showLanguage(wantedLanguage()).catch(() => {})
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
)
