/** The first screen of the window, and what may come after it. */
class First {
  /** It was painted: what nobody opens the app for may be asked now. */
  painted = $state(false);
}

/** The first screen of this window. */
export const first = new First();
