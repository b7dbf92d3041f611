import { type GoToStep, goToStep, type SetClock, type SetSteps, setClock, setSteps, type TakeBack, takeBack } from '@stocktake/shared/commands/steps'
import type { z } from 'zod'
import { command, type Workshop } from './workshop.ts'

export const setStepsCommand = (workshop: Workshop, id: string, number: number, input: z.infer<typeof SetSteps>) =>
  command(workshop, id, (session) => setSteps(session, number, input))

export const goToStepCommand = (workshop: Workshop, id: string, number: number, input: z.infer<typeof GoToStep>) =>
  command(workshop, id, (session) => goToStep(session, number, input, workshop.now()))

export const takeBackCommand = (workshop: Workshop, id: string, number: number, input: z.infer<typeof TakeBack>) =>
  command(workshop, id, (session) => takeBack(session, number, input, workshop.now()))

export const setClockCommand = (workshop: Workshop, id: string, number: number, input: z.infer<typeof SetClock>) =>
  command(workshop, id, (session) => setClock(session, number, input, workshop.now()))
