/** Waits until the page says this somewhere. */
export const text = (page, said) => page.getByText(said, { exact: false }).first().waitFor();

/** Waits until the page with this title is there. */
export const title = (page, said) => page.getByRole('heading', { level: 1, name: said }).waitFor();
