import { Button, CodeBlock, CodeBlockCode, Form, FormGroup, FormSelect, FormSelectOption, Grid, GridItem, TextArea, Title } from '@patternfly/react-core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { read, send, type Page } from '../shared/api';
import { useFilter } from '../shared/filters';
import { useWords } from '../shared/language';
import { Answer, Problem, Screen } from '../shared/Screen';
import type { Telemetry } from '../shared/types';

interface Product {
  id: string;
  name?: string;
  text?: string;
}

interface Trial {
  version: string;
  telemetry: Telemetry[];
  problems: { field: string; message: string; offset?: number; rule?: string }[];
}

/** Paste a payload and see what the product's file makes of it, without sending anything to anybody. */
export default function PlaygroundPage() {
  const words = useWords();
  const products = useQuery({ queryKey: ['/products'], queryFn: () => read<Page<Product>>('/products') });
  return (
    <Screen title={words.pages.playground}>
      <Answer query={products}>{(page) => <Playground products={page.items} />}</Answer>
    </Screen>
  );
}

function Playground({ products }: { products: Product[] }) {
  const words = useWords();
  const [product, setProduct] = useFilter('product');
  const [hex, setHex] = useFilter('hex');
  const [bytes, setBytes] = useState(hex || '01 4E 02 03 E8');
  const chosen = product || products[0]?.id || '';
  const trial = useMutation({
    mutationFn: () => send<Trial>('POST', `/products/${encodeURIComponent(chosen)}/try`, { hex: bytes }),
    onSuccess: () => setHex(bytes),
  });
  return (
    <Grid hasGutter>
      <GridItem lg={5}>
        <Form
          onSubmit={(event) => {
            event.preventDefault();
            trial.mutate();
          }}
        >
          <FormGroup label={words.product} fieldId="product">
            <FormSelect id="product" value={chosen} onChange={(_, value) => setProduct(value)}>
              {products.map((each) => <FormSelectOption key={each.id} value={each.id} label={each.name ?? each.id} />)}
            </FormSelect>
          </FormGroup>
          <FormGroup label={words.playground.hex} fieldId="bytes">
            <TextArea id="bytes" className="hub-mono" value={bytes} onChange={(_, text) => setBytes(text)} resizeOrientation="vertical" rows={6} />
          </FormGroup>
          <Button type="submit" isLoading={trial.isPending}>{words.playground.decode}</Button>
        </Form>
      </GridItem>
      <GridItem lg={7} aria-live="polite">
        {trial.isError && <Problem error={trial.error} />}
        {trial.data && <Outcome trial={trial.data} />}
      </GridItem>
    </Grid>
  );
}

function Outcome({ trial }: { trial: Trial }) {
  const words = useWords();
  return (
    <>
      <Title headingLevel="h2">{words.playground.telemetry}</Title>
      <CodeBlock>
        <CodeBlockCode>{JSON.stringify(trial.telemetry, null, 2)}</CodeBlockCode>
      </CodeBlock>
      {trial.problems.length > 0 && (
        <>
          <Title headingLevel="h2">{words.playground.problems}</Title>
          <ul>
            {trial.problems.map((problem, number) => (
              <li key={number}>
                <code>{problem.field}</code>: {problem.message}
                {problem.offset !== undefined && ` (${words.playground.offset} ${problem.offset})`}
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}
