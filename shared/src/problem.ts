/**
 * The one table of expected errors. A `Problem` has a code for programs and a sentence for people; it crosses HTTP
 * as `application/problem+json` (RFC 9457) and the client switches on the code, never on the text.
 */
export const problems = {
  'bad-request': { status: 400, message: 'The server could not read that request. Check the fields that are named and try again.' },
  'not-signed-in': { status: 401, message: 'You are not part of this stocktake on this device. Join with the code, or use your return code.' },
  removed: { status: 401, message: 'A facilitator has removed you from this stocktake. Ask them if you should be let in again: nothing else is needed then.' },
  'wrong-role': { status: 403, message: 'Your role in this stocktake does not allow that. Ask a facilitator.' },
  'create-key-needed': { status: 403, message: 'Starting a stocktake on this server needs its key. Ask whoever runs the server.' },
  'wrong-origin': { status: 403, message: 'That request came from another website, so it was refused.' },
  'stocktake-not-found': { status: 404, message: 'That stocktake does not exist on this server.' },
  'code-unknown': { status: 404, message: 'No stocktake has that code. Check it with the facilitator: codes have 6 letters and digits.' },
  'return-code-unknown': { status: 404, message: 'Nobody has that return code. Check it, or join again with the code of the stocktake.' },
  'link-unknown': { status: 404, message: 'That link is not valid any more. Ask a facilitator for a new one.' },
  'round-not-found': { status: 404, message: 'That round does not exist.' },
  'record-not-found': { status: 404, message: 'That round has no such record. A record is made when a round is closed.' },
  'note-not-found': { status: 404, message: 'That note does not exist any more.' },
  'stimulus-not-found': { status: 404, message: 'That stimulus does not exist.' },
  'file-not-found': { status: 404, message: 'That file does not exist.' },
  'group-not-found': { status: 404, message: 'That group does not exist. Choose one of the groups that are shown.' },
  'member-not-found': { status: 404, message: 'That person is not part of this stocktake.' },
  'report-field-not-found': { status: 404, message: 'That part of the report does not exist any more.' },
  'decision-not-found': { status: 404, message: 'That carry decision does not exist any more.' },
  'step-not-found': { status: 404, message: 'That step does not exist any more.' },
  'breakout-not-found': { status: 404, message: 'Those breakouts are over, or that table does not exist.' },
  'not-on-ballot': { status: 404, message: 'That is not part of this ballot.' },
  'not-found': { status: 404, message: 'There is nothing at that address.' },
  'join-closed': { status: 409, message: 'Joining is closed for this stocktake. Ask a facilitator to open it again.' },
  'round-not-open': { status: 409, message: 'That round is not open.' },
  'round-already-open': { status: 409, message: 'That round is open already.' },
  'round-closed': { status: 409, message: 'That round is closed. A facilitator can open it again.' },
  'another-round-open': { status: 409, message: 'Another round is open. Close it first: one round is open at a time.' },
  'round-has-notes': { status: 409, message: 'That round has notes or was opened before, so it cannot be removed.' },
  'in-use': { status: 409, message: 'That still holds notes or people, so it cannot be removed. Move them first.' },
  'note-already-decided': { status: 409, message: 'One of those notes is already part of another carry decision. Undo that one first.' },
  'nothing-to-show': { status: 404, message: 'That is not there for everybody to see, so it cannot be shown.' },
  'last-facilitator': { status: 409, message: 'Nobody else here is a facilitator. Make somebody else one first.' },
  'group-needed': { status: 409, message: 'A participant belongs to a group. Choose one first.' },
  'step-is-live': { status: 409, message: 'Everybody is in that step now, so it cannot be removed. Move on first.' },
  'breakout-live': { status: 409, message: 'People are at tables already. Bring everybody back first.' },
  'no-live-step': { status: 409, message: 'That round is not led by steps at the moment.' },
  'no-gathering-now': { status: 409, message: 'Participants cannot put notes together at the moment.' },
  'too-late': { status: 409, message: 'A move can be taken back for ten seconds. Move everybody with the buttons instead.' },
  'not-revealed-yet': { status: 409, message: 'Nothing of yours can be shown yet: the facilitator reveals all notes together first.' },
  'ballot-open': { status: 409, message: 'A ballot is open already. Close it first: people vote in one ballot at a time.' },
  'ballot-not-open': { status: 409, message: 'That ballot is closed. What you gave before it closed counts.' },
  'nothing-to-vote-on': { status: 409, message: 'There is nothing there to vote on. Choose other cells or notes, or gather notes into themes first.' },
  'voting-not-now': { status: 409, message: 'Voting waits at the moment. What you gave so far is kept.' },
  'votes-used-up': { status: 409, message: 'You have given all your votes. Take one back first.' },
  'votes-over-cap': { status: 409, message: 'That is more than one person may give to one item.' },
  'readiness-not-asked': { status: 409, message: 'Nobody is asked to rate the cells of this round at the moment.' },
  'not-told-so': { status: 409, message: 'People were not told that their notes may be read before the reveal. Tell them first, in the set-up.' },
  'changed-meanwhile': { status: 409, message: 'Somebody else changed this at the same moment. Look at the new state and try again.' },
  'too-large': { status: 413, message: 'That is larger than this server accepts.' },
  'file-type-refused': { status: 415, message: 'That kind of file is not accepted. Use PNG, JPEG, GIF, WebP, PDF, MP4 or WebM.' },
  'import-refused': { status: 422, message: 'That file is not a Stocktake export or scenario that this version can read.' },
  'too-many-requests': { status: 429, message: 'Too many requests in a short time. Wait a minute and try again.' },
  'exports-busy': { status: 503, message: 'Many files are being made at the moment. Try again in a minute.' },
  'export-failed': { status: 503, message: 'That file takes more time or memory than this server gives to one. Try one round instead of all.' },
  'storage-failed': { status: 503, message: 'The server could not save. What you typed is kept on your device; it will be sent again.' },
  bug: { status: 500, message: 'Something went wrong on the server. Nothing that was saved is lost. Try again.' },
} as const

export type ProblemCode = keyof typeof problems

/** An expected error. `details` are facts for programs and logs: ids and numbers, never anybody's words. */
export class Problem extends Error {
  override readonly name = 'Problem'
  readonly status: number
  constructor(
    readonly code: ProblemCode,
    readonly details: Readonly<Record<string, unknown>> = {},
    options?: ErrorOptions,
  ) {
    super(problems[code].message, options)
    this.status = problems[code].status
  }
}

/** What travels over HTTP (RFC 9457). `code` is ours, the rest is the standard's. */
export interface ProblemJson {
  type: string
  title: string
  status: number
  code: ProblemCode
  detail?: string
  /** For `bad-request`: which field, and what is wrong with it. */
  errors?: { path: string; message: string }[]
}

export function toProblemJson(problem: Problem): ProblemJson {
  const { errors, ...rest } = problem.details as { errors?: ProblemJson['errors'] }
  return {
    type: `urn:stocktake:problem:${problem.code}`,
    title: problem.message,
    status: problem.status,
    code: problem.code,
    ...(Object.keys(rest).length ? { detail: JSON.stringify(rest) } : {}),
    ...(errors ? { errors } : {}),
  }
}
