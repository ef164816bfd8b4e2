/** The day as the engine sees it: shortcuts such as « demain » count from it, and so do the ages of the lists. */
class Day {
  today = $state(new Date().toISOString().slice(0, 10));
}

/** The current day, set by the frame from the engine's answers. */
export const clock = new Day();
