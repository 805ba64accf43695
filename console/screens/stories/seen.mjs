/** Waits until the page says this somewhere. */
export const text = (page, said) => page.getByText(said, { exact: false }).first().waitFor();

/** Waits until the page with this title is there. */
export const title = (page, said) => page.getByRole('heading', { level: 1, name: said }).waitFor();

/** Forgets what the browser complained about where the story went wrong on purpose. */
export function forgive(complaints, pattern) {
  const others = complaints.filter((each) => !pattern.test(each));
  complaints.splice(0, complaints.length, ...others);
}
