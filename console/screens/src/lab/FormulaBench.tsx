import { Alert, Button, FormGroup, Grid, GridItem, Stack, TextArea, TextInput, Title } from '@patternfly/react-core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ApiProblem, send } from '../shared/api';
import { useFilters } from '../shared/filters';
import { useOwnWords, useWords } from '../shared/language';
import { Choose, useProducts } from '../shared/Picks';
import { Problem } from '../shared/Screen';
import { FormulaTrial, type TrialResult } from './FormulaTrial';
import { FormulaVersions } from './FormulaVersions';
import type { Formula } from './FormulasPage';
import { day } from './span';
import { words as own } from './words';

/** A formula to change, try on past days beside what is in force, keep as a version and put in force. */
export function FormulaBench({ formula }: { formula?: Formula }) {
  const words = useWords();
  const t = useOwnWords(own);
  const products = useProducts();
  const queries = useQueryClient();
  const [, change] = useFilters();
  const [id, setId] = useState(formula?.formulaId ?? '');
  const [product, setProduct] = useState(formula?.productId ?? '');
  const [text, type] = useState(formula?.formula ?? '');
  const [comment, setComment] = useState('');
  const [from, setFrom] = useState(day(-7));
  const [to, setTo] = useState(day(0));
  const productId = product || products[0] || '';
  const again = () => queries.invalidateQueries({ predicate: (query) => String(query.queryKey[0]).startsWith('/formulas') });
  const attempt = useMutation({
    mutationFn: () => send<TrialResult>('POST', `/formulas/${encodeURIComponent(id || 'draft')}/try`, { from, to, formula: text, productId }),
  });
  const keep = useMutation({
    mutationFn: () => send<{ formulaId: string; version: number }>('POST', '/formulas', { formulaId: id, productId, formula: text, comment, description: formula?.description }),
    onSuccess: (kept) => {
      setComment('');
      change({ id: kept.formulaId });
      again();
    },
  });
  return (
    <Stack hasGutter>
      <Title headingLevel="h2">{formula?.formulaId ?? t.newFormula}</Title>
      <Grid hasGutter>
        {!formula && (
          <GridItem md={6}>
            <FormGroup label={t.formulaId} fieldId="formula-id"><TextInput id="formula-id" value={id} onChange={(_, value) => setId(value)} /></FormGroup>
          </GridItem>
        )}
        {!formula && <GridItem md={6}><Choose label={words.product} value={productId} names={Object.fromEntries(products.map((each) => [each, each]))} change={setProduct} /></GridItem>}
        <GridItem>
          <FormGroup label={t.formula} fieldId="formula-text">
            <TextArea id="formula-text" className="hub-mono" rows={2} value={text} onChange={(_, value) => type(value)} spellCheck={false} resizeOrientation="vertical" />
          </FormGroup>
        </GridItem>
      </Grid>
      <div className="hub-row">
        <TextInput className="hub-pick" type="date" aria-label={t.from} value={from} onChange={(_, value) => setFrom(value)} />
        <TextInput className="hub-pick" type="date" aria-label={t.to} value={to} onChange={(_, value) => setTo(value)} />
        <Button variant="secondary" isLoading={attempt.isPending} isDisabled={!text || attempt.isPending} onClick={() => attempt.mutate()}>{t.tryOut}</Button>
        <TextInput className="hub-pick" aria-label={t.comment} placeholder={t.comment} value={comment} onChange={(_, value) => setComment(value)} />
        <Button isLoading={keep.isPending} isDisabled={!text || !id || keep.isPending} onClick={() => keep.mutate()}>{t.saveVersion}</Button>
      </div>
      <div aria-live="polite">
        {attempt.isError && <FormulaFault error={attempt.error} text={text} />}
        {keep.isError && <FormulaFault error={keep.error} text={text} />}
        {keep.data && <Alert isInline isPlain variant="success" title={`${t.saved} ${keep.data.version}`} />}
        {attempt.data && <FormulaTrial result={attempt.data} />}
      </div>
      {formula && <FormulaVersions id={formula.formulaId} from={from} to={to} tried={attempt.submittedAt} changed={again} />}
    </Stack>
  );
}

/** What is wrong, with a mark under the character at fault. */
function FormulaFault({ error, text }: { error: unknown; text: string }) {
  const t = useOwnWords(own);
  const said = error instanceof ApiProblem ? [error.detail, ...error.fields.map((each) => each.message)].join(' ') : '';
  const at = Number(/at character (\d+)/.exec(said)?.[1] ?? 0);
  return (
    <>
      <Problem error={error} />
      {at > 0 && !text.includes('\n') && (
        <pre className="hub-scroll" role="img" aria-label={`${t.position} ${at}`}>{text}{'\n'}{' '.repeat(at - 1)}^</pre>
      )}
    </>
  );
}
