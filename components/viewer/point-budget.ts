/** How many points a view draws at most. */
export const pointBudget = 1_500_000;
/** What a processor draws in the place of a graphics card. */
export const softwareBudget = 150_000;
