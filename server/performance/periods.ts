/** The periods whose figures can be read (specification, section 15, The page). It contains plain data only: pages import it too. */
export const periods = ["30_days", "12_months", "all_time"] as const;

export type Period = (typeof periods)[number];
