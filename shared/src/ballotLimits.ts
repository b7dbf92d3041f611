/** How large ballots may be. Apart from their forms, so that who only asks for a number loads no schema library. */
export const BALLOT_LIMITS = { title: 200, items: 500, votes: 99, ballots: 400 } as const
