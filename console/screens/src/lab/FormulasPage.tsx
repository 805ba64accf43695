import { Button, Label } from '@patternfly/react-core';
import { Table, Tbody, Td, Th, Thead, Tr } from '@patternfly/react-table';
import { useQuery } from '@tanstack/react-query';
import { read, type Page } from '../shared/api';
import { useFilters } from '../shared/filters';
import { useOwnWords, useWords } from '../shared/language';
import { Answer, Nothing, Screen } from '../shared/Screen';
import { FormulaBench } from './FormulaBench';
import { words as own } from './words';

export interface Formula {
  formulaId: string;
  productId: string;
  version?: number;
  formula?: string;
  description?: string;
  newest: number;
}

/** All formulas; one of them, or a new one, on the bench. */
export default function FormulasPage() {
  const words = useWords();
  const t = useOwnWords(own);
  const [filters, change] = useFilters();
  const id = filters.get('id') ?? '';
  const formulas = useQuery({ queryKey: ['/formulas'], queryFn: () => read<Page<Formula>>('/formulas') });
  const chosen = formulas.data?.items.find((each) => each.formulaId === id);
  return (
    <Screen title={words.pages.formulas} beside={<Button variant={id === 'new' ? 'tertiary' : 'secondary'} onClick={() => change({ id: 'new' }, true)}>{t.newFormula}</Button>}>
      <Answer query={formulas}>
        {(page) => (
          <>
            {page.items.length === 0 ? <Nothing /> : <List formulas={page.items} chosen={id} choose={(id) => change({ id }, true)} />}
            {(chosen || id === 'new') && <FormulaBench key={id} formula={chosen} />}
          </>
        )}
      </Answer>
    </Screen>
  );
}

function List({ formulas, chosen, choose }: { formulas: Formula[]; chosen: string; choose: (id: string) => void }) {
  const words = useWords();
  const t = useOwnWords(own);
  return (
    <Table aria-label={t.formulas} variant="compact">
      <Thead>
        <Tr><Th>{t.formulaId}</Th><Th>{words.product}</Th><Th>{t.formula}</Th><Th>{words.state}</Th></Tr>
      </Thead>
      <Tbody>
        {formulas.map((each) => (
          <Tr key={each.formulaId} isRowSelected={each.formulaId === chosen}>
            <Td dataLabel={t.formulaId}><Button variant="link" isInline onClick={() => choose(each.formulaId)}>{each.formulaId}</Button></Td>
            <Td dataLabel={words.product}>{each.productId}</Td>
            <Td dataLabel={t.formula}><code className="hub-mono">{each.formula ?? '–'}</code></Td>
            <Td dataLabel={words.state}>
              {each.version === undefined ? <Label color="grey">{t.notInForce}</Label> : <Label color="green">{t.inForce}: {each.version}</Label>}
            </Td>
          </Tr>
        ))}
      </Tbody>
    </Table>
  );
}
