import { Button, Checkbox, Form, FormGroup, FormSelect, FormSelectOption, Grid, GridItem, TextArea } from '@patternfly/react-core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { read, send, type Page } from '../shared/api';
import { useFilters } from '../shared/filters';
import { useOwnWords, useWords } from '../shared/language';
import { Answer, Problem, Screen } from '../shared/Screen';
import { Decoded, type Trial } from './Decoded';
import { Specification } from './Specification';
import { words as own } from './words';

interface Product {
  id: string;
  name?: string;
}

const SAMPLE = '01 4E 02 03 E8';

/** Paste a payload and see what the product's file, or a draft of it, makes of it, without sending anything to anybody. */
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
  const t = useOwnWords(own);
  const [filters, change] = useFilters();
  const [bytes, setBytes] = useState(filters.get('hex') || SAMPLE);
  const [draft, setDraft] = useState<string>();
  const product = filters.get('product') || products[0]?.id || '';
  const trial = useMutation({
    mutationFn: () => send<Trial>('POST', `/products/${encodeURIComponent(product)}/try`, { hex: bytes, ...(draft !== undefined && { draft }) }),
    onSuccess: () => change({ hex: bytes }),
  });
  return (
    <Grid hasGutter>
      <GridItem lg={5}>
        <Form onSubmit={(event) => { event.preventDefault(); trial.mutate(); }}>
          <FormGroup label={words.product} fieldId="product">
            <FormSelect id="product" value={product} onChange={(_, value) => { setDraft(undefined); trial.reset(); change({ product: value }); }}>
              {products.map((each) => <FormSelectOption key={each.id} value={each.id} label={each.name ?? each.id} />)}
            </FormSelect>
          </FormGroup>
          <FormGroup label={words.playground.hex} fieldId="bytes">
            <TextArea id="bytes" className="hub-mono" value={bytes} onChange={(_, text) => setBytes(text)} resizeOrientation="vertical" rows={4} />
          </FormGroup>
          <Button type="submit" isLoading={trial.isPending}>{words.playground.decode}</Button>
        </Form>
        {trial.isError && <Problem error={trial.error} />}
      </GridItem>
      <GridItem lg={7} aria-live="polite">{trial.data && <Decoded trial={trial.data} hex={filters.get('hex') || bytes} />}</GridItem>
      <GridItem>
        <Specification key={product} product={product} edited={draft} edit={setDraft}>
          {(text) => <Checkbox id="draft" label={t.draft} isChecked={draft !== undefined} onChange={(_, on) => setDraft(on ? text : undefined)} />}
        </Specification>
      </GridItem>
    </Grid>
  );
}
