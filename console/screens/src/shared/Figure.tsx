import { Card, CardBody, CardTitle } from '@patternfly/react-core';

/** One number that somebody looks for first. */
export function Figure({ name, value, note }: { name: string; value: number | string; note?: string }) {
  return (
    <Card isCompact>
      <CardTitle component="h3">{name}</CardTitle>
      <CardBody>
        <div className="hub-number">{value}</div>
        {note && <div className="hub-subtle">{note}</div>}
      </CardBody>
    </Card>
  );
}
