export interface Difference {
  path: string;
  before?: string;
  after?: string;
  same: boolean;
}

/** All values of two documents by their path, what differs first. */
export function differences(before: unknown, after: unknown): Difference[] {
  const one = leaves(before);
  const other = leaves(after);
  return [...new Set([...one.keys(), ...other.keys()])]
    .map((path) => ({ path, before: one.get(path), after: other.get(path), same: one.get(path) === other.get(path) }))
    .sort((left, right) => Number(left.same) - Number(right.same) || left.path.localeCompare(right.path));
}

function leaves(value: unknown, path = '', found = new Map<string, string>()): Map<string, string> {
  if (value !== null && typeof value === 'object' && !Array.isArray(value)) {
    for (const [name, inner] of Object.entries(value)) leaves(inner, path ? `${path}.${name}` : name, found);
  } else if (path) {
    found.set(path, JSON.stringify(value));
  }
  return found;
}
