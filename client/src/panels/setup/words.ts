import { setup } from '../../words/en/setup.ts'
import { addWords } from '../../words/later.ts'

addWords('setup', setup)
