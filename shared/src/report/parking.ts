/** The cell of an export that is what has no cell. Apart from the form, so that the page loads no schema library for it. */
export const PARKING = '*parking'
