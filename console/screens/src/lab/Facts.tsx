import { DescriptionList, DescriptionListDescription, DescriptionListGroup, DescriptionListTerm } from '@patternfly/react-core';

/** Figures with their names, side by side. */
export function Facts({ facts }: { facts: Record<string, string> }) {
  return (
    <DescriptionList isCompact columnModifier={{ default: '2Col', md: '3Col', xl: '3Col' }}>
      {Object.entries(facts).map(([name, value]) => (
        <DescriptionListGroup key={name}>
          <DescriptionListTerm>{name}</DescriptionListTerm>
          <DescriptionListDescription>{value}</DescriptionListDescription>
        </DescriptionListGroup>
      ))}
    </DescriptionList>
  );
}
