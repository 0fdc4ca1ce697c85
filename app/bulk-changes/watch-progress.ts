/** What the server answers: how many rows are done, and once the bulk change has ended, what it has done. */
export type ProgressAnswer = { worked: number; toDo: number; text: string; result: string | null };

/** The time between two requests, in milliseconds. */
const interval = 2_000;

/**
 * Moves the progress bar of a page by itself, until the bulk change has ended or the person is signed out. Only the end
 * is announced (specification, section 11, Progress).
 */
export function watchProgress(): void {
  const box = document.querySelector<HTMLElement>("[data-progress]");
  if (box === null) return;
  const watch = async () => {
    const answer = document.hidden ? undefined : await ask(box.dataset["progress"] ?? "");
    if (answer) show(box, answer);
    if (answer !== null && !answer?.result) setTimeout(() => void watch(), interval);
  };
  void watch();
}

/** Returns null if the person is signed out, or undefined if the server did not answer and may do so later. */
async function ask(url: string): Promise<ProgressAnswer | null | undefined> {
  const response = await fetch(url, { redirect: "manual" }).catch(() => undefined);
  if (response === undefined || response.status >= 500) return undefined;
  return response.ok ? ((await response.json()) as ProgressAnswer) : null;
}

function show(box: HTMLElement, { worked, toDo, text, result }: ProgressAnswer): void {
  const find = (selector: string) => box.querySelectorAll<HTMLElement>(selector);
  for (const bar of box.querySelectorAll("progress")) Object.assign(bar, { value: worked, max: toDo });
  for (const element of find("[data-progress-text]")) element.textContent = text;
  if (result === null) return;
  for (const element of find("[data-progress-result]")) element.textContent = result;
  for (const element of find("[data-progress-running]")) element.hidden = true;
}
