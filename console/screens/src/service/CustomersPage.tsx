import { Button } from '@patternfly/react-core';
import { Table, Tbody, Td, Th, Thead, Tr } from '@patternfly/react-table';
import { useQuery } from '@tanstack/react-query';
import { read, type Page } from '../shared/api';
import { useWords } from '../shared/language';
import { usePages } from '../shared/pages';
import { Nothing, Problem, Screen } from '../shared/Screen';

interface Customer {
  customer_id: string;
  name: string;
  timeZone?: string;
}

interface Site {
  site_id: string;
  customer_id: string;
  name: string;
}

/** Customers and their sites, as the register has them. */
export default function CustomersPage() {
  const words = useWords();
  const customers = usePages<Customer>('/customers', { limit: 100 });
  const sites = useQuery({ queryKey: ['/sites'], queryFn: () => read<Page<Site>>('/sites', { limit: 1000 }) });
  return (
    <Screen title={words.pages.customers}>
      {customers.isError && <Problem error={customers.error} />}
      {customers.isSuccess && customers.items.length === 0 && <Nothing />}
      {customers.items.length > 0 && (
        <Table aria-label={words.pages.customers} variant="compact">
          <Thead>
            <Tr>
              <Th>{words.pages.customers}</Th>
              <Th>{words.devices.site}</Th>
            </Tr>
          </Thead>
          <Tbody>
            {customers.items.map((customer) => (
              <Tr key={customer.customer_id}>
                <Td>{customer.name} ({customer.customer_id})</Td>
                <Td>{(sites.data?.items ?? []).filter((site) => site.customer_id === customer.customer_id).map((site) => site.name).join(', ')}</Td>
              </Tr>
            ))}
          </Tbody>
        </Table>
      )}
      {customers.hasNextPage && <Button variant="link" onClick={() => customers.fetchNextPage()}>{words.more}</Button>}
    </Screen>
  );
}
