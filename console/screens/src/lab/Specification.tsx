import { ExpandableSection, TextArea } from '@patternfly/react-core';
import { Table, Tbody, Td, Th, Thead, Tr } from '@patternfly/react-table';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { read, type Page } from '../shared/api';
import { useOwnWords, useWords } from '../shared/language';
import { Answer } from '../shared/Screen';
import { When } from '../shared/When';
import { words as own } from './words';

interface Version {
  version: string;
  at?: string;
  by?: string;
  comment?: string;
  active?: boolean;
}

interface Props {
  product: string;
  edited?: string;
  edit: (text: string) => void;
  /** What stands above the text. */
  children: (text: string) => ReactNode;
}

/** A product's specification in force, to read or to change for a trial, and the versions it had. */
export function Specification({ product, edited, edit, children }: Props) {
  const words = useWords();
  const t = useOwnWords(own);
  const path = `/products/${encodeURIComponent(product)}`;
  const inForce = useQuery({ queryKey: [path], enabled: product !== '', queryFn: () => read<{ text?: string; version: string }>(path) });
  const versions = useQuery({ queryKey: [`${path}/versions`], enabled: product !== '', queryFn: () => read<Page<Version>>(`${path}/versions`) });
  return (
    <>
      <ExpandableSection toggleText={`${t.specification}: ${product}`}>
        <Answer query={inForce}>
          {(shown) => (
            <>
              {children(shown.text ?? '')}
              <TextArea className="hub-mono" aria-label={t.specification} rows={18} spellCheck={false} readOnly={edited === undefined} value={edited ?? shown.text ?? ''} onChange={(_, text) => edit(text)} />
            </>
          )}
        </Answer>
      </ExpandableSection>
      <ExpandableSection toggleText={t.versions}>
        <Answer query={versions}>
          {(page) => (
            <Table aria-label={t.versions} variant="compact">
              <Thead><Tr><Th>{t.version}</Th><Th>{words.at}</Th><Th>{t.by}</Th><Th>{t.comment}</Th></Tr></Thead>
              <Tbody>
                {page.items.map((each, number) => (
                  <Tr key={each.version + number}>
                    <Td dataLabel={t.version}>{each.version} {each.active && `(${t.inForce})`}</Td>
                    <Td dataLabel={words.at}><When at={each.at} /></Td>
                    <Td dataLabel={t.by}>{each.by || '–'}</Td>
                    <Td dataLabel={t.comment}>{each.comment || '–'}</Td>
                  </Tr>
                ))}
              </Tbody>
            </Table>
          )}
        </Answer>
      </ExpandableSection>
    </>
  );
}
