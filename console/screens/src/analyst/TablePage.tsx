import { Alert, Button, Label, Tab, TabContentBody, Tabs, TabTitleText } from '@patternfly/react-core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useParams, useSearchParams } from 'react-router-dom';
import { read } from '../shared/api';
import { useOwnWords } from '../shared/language';
import { Answer, Screen } from '../shared/Screen';
import { BacktestTab } from './BacktestTab';
import { EditTab } from './EditTab';
import { editsOf, pathOf, type Edits, type RuleTable, type Version } from './tables';
import { VersionsTab } from './VersionsTab';
import { words as own } from './words';

/** One table: edit, look into the past, versions. */
export default function TablePage() {
  const { name = '' } = useParams();
  const [search] = useSearchParams();
  const version = search.get('version') ?? '';
  const table = useQuery({
    queryKey: [pathOf(name), version],
    queryFn: () => read<RuleTable>(pathOf(name), { version: version || undefined }),
    refetchOnWindowFocus: false,
  });
  return (
    <Screen title={name} beside={table.data && <Label variant="outline">{table.data.version}</Label>}>
      <Answer query={table}>{(known) => <Desk key={`${known.name} ${known.number}`} table={known} />}</Answer>
    </Screen>
  );
}

function Desk({ table }: { table: RuleTable }) {
  const words = useOwnWords(own);
  const [search, setSearch] = useSearchParams();
  const [edits, setEdits] = useState<Edits>();
  const tab = search.get('tab') ?? 'edit';
  const go = (changes: Record<string, string>) => {
    const next = new URLSearchParams(search);
    Object.entries(changes).forEach(([key, value]) => (value ? next.set(key, value) : next.delete(key)));
    setSearch(next);
  };
  const show = (version: Version, at: string) => go({ version: version.state === 'published' ? '' : String(version.number), tab: at });
  const strange = table.base !== undefined && table.number !== table.base;
  return (
    <>
      {strange && (
        <Alert
          isInline
          variant="info"
          title={words.notInForce.replace('{shown}', String(table.number)).replace('{base}', String(table.base))}
          actionLinks={<Button variant="link" isInline onClick={() => go({ version: '' })}>{words.backToForce}</Button>}
        />
      )}
      {table.problems?.map((problem) => <Alert key={problem.message} isInline variant="danger" title={`${problem.cell ?? ''} ${problem.message}`} />)}
      <Tabs activeKey={tab} onSelect={(_, key) => go({ tab: String(key) })} aria-label={table.name}>
        <Tab eventKey="edit" title={<TabTitleText>{words.tabs.edit}</TabTitleText>}>
          <TabContentBody hasPadding className="hub-desk">
            <EditTab table={table} edits={edits ?? editsOf(table)} change={setEdits} kept={(version) => show(version, 'edit')} />
          </TabContentBody>
        </Tab>
        <Tab eventKey="backtest" title={<TabTitleText>{words.tabs.backtest}</TabTitleText>} isHidden={table.kind !== 'alarm'}>
          <TabContentBody hasPadding className="hub-desk">{tab === 'backtest' && <BacktestTab table={table} />}</TabContentBody>
        </Tab>
        <Tab eventKey="versions" title={<TabTitleText>{words.tabs.versions}</TabTitleText>}>
          <TabContentBody hasPadding className="hub-desk">{tab === 'versions' && <VersionsTab table={table} open={(version) => show(version, 'edit')} />}</TabContentBody>
        </Tab>
      </Tabs>
    </>
  );
}
