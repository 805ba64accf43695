// The Hub's own page in Hawtio: stages and lag, dead letters, slots of legacy systems, versions of routes and the way back.
// A module federation container written by hand, so that nothing has to be built: Hawtio gives React, PatternFly and itself.
(function () {
  'use strict';
  const API = '/api/v1';
  let shared;

  /** A library of Hawtio's, in the one version that it shares. */
  async function library(name) {
    const versions = shared[name];
    return (await versions[Object.keys(versions)[0]].get())();
  }

  function token() {
    const found = document.cookie.split('; ').find((each) => each.startsWith('XSRF-TOKEN='));
    return found ? decodeURIComponent(found.slice('XSRF-TOKEN='.length)) : '';
  }

  async function ask(method, path, body) {
    const headers = { Accept: 'application/json', 'X-XSRF-TOKEN': token() };
    if (body) headers['Content-Type'] = 'application/json';
    const answer = await fetch(API + path, { method, headers, body: body && JSON.stringify(body), credentials: 'same-origin' });
    const said = await answer.json().catch(() => ({}));
    if (!answer.ok) throw new Error(said.detail || said.title || 'HTTP ' + answer.status);
    return said;
  }

  async function plugin() {
    const [React, PatternFly, hawtioReact] = await Promise.all(['react', '@patternfly/react-core', '@hawtio/react'].map(library));
    const page = hubPage(React, PatternFly);
    hawtioReact.hawtio.addPlugin({ id: 'hub', title: 'Hub', path: '/hub', order: 5, component: page, isActive: async () => true });
  }

  function hubPage(React, { Alert, Button, PageSection, Tab, Tabs, Title }) {
    const h = React.createElement;

    /** What a path of the API answers, asked again every so often. */
    function useAnswer(path, everyMs) {
      const [state, set] = React.useState({});
      const [round, again] = React.useReducer((count) => count + 1, 0);
      React.useEffect(() => {
        let gone = false;
        const look = () =>
          path && ask('GET', path).then((data) => !gone && set({ data }), (error) => !gone && set((before) => ({ ...before, error })));
        look();
        const timer = everyMs && setInterval(look, everyMs);
        return () => {
          gone = true;
          clearInterval(timer);
        };
      }, [path, everyMs, round]);
      return { ...state, again };
    }

    function table(label, heads, rows) {
      return h('table', { className: 'pf-v6-c-table pf-m-compact pf-m-grid-md', 'aria-label': label },
        h('thead', { className: 'pf-v6-c-table__thead' }, h('tr', { className: 'pf-v6-c-table__tr' },
          heads.map((head) => h('th', { key: head, scope: 'col', className: 'pf-v6-c-table__th' }, head)))),
        h('tbody', { className: 'pf-v6-c-table__tbody' }, rows.map((cells, row) =>
          h('tr', { key: row, className: 'pf-v6-c-table__tr' }, cells.map((cell, at) =>
            h('td', { key: at, className: 'pf-v6-c-table__td', 'data-label': heads[at] }, cell))))));
    }

    const problem = (error) => error && h(Alert, { isInline: true, variant: 'danger', title: error.message });
    const when = (at) => (at ? new Date(at).toLocaleString() : '–');

    function Stages() {
      const { data, error } = useAnswer('/flow', 2000);
      return h(React.Fragment, null, problem(error), data && table('Stages',
        ['Stage', 'Messages/s', 'Runs/s', 'At work', 'Failed just now', 'Last error'],
        data.stages.map((each) => [each.id, each.messages ?? '–', each.rate, each.inflight, each.failures,
          each.lastError ? when(each.lastError.at) + ' ' + each.lastError.reason + ': ' + each.lastError.problem : '–'])),
      data && table('Readers of the stream', ['Readers of the stream', 'Records behind'], data.groups.map((each) => [each.group, each.lag])));
    }

    function Letters() {
      const groups = useAnswer('/dead-letters/groups', 5000);
      const [said, say] = React.useState();
      const retry = (group, dryRun) => {
        const query = new URLSearchParams({ reason: group.reason, route: group.route, product: group.productId || '', dryRun });
        if (!group.productId) query.delete('product');
        ask('POST', '/dead-letters/retry?' + query).then(
          (done) => { say({ text: done.retried + ' of ' + done.matched + (dryRun ? ' decode with the newest specification' : ' given back to the stream') }); groups.again(); },
          (error) => say({ error }));
      };
      return h(React.Fragment, null, problem(groups.error), said && (said.error ? problem(said.error) : h(Alert, { isInline: true, variant: 'info', title: said.text })),
        groups.data && table('Dead letters by cause', ['Reason', 'Letters', 'Route', 'Product', 'Newest', 'Problem', 'What to do'],
          groups.data.items.map((each) => [each.reason, each.letters, each.route, each.productId || '–', when(each.lastAt), each.problem || '–',
            h(React.Fragment, null,
              h(Button, { variant: 'secondary', size: 'sm', onClick: () => retry(each, true) }, 'Try'), ' ',
              h(Button, { variant: 'secondary', size: 'sm', onClick: () => retry(each, false) }, 'Retry'))])));
    }

    function Slots() {
      const { data, error } = useAnswer('/sync', 5000);
      return h(React.Fragment, null, problem(error), data && table('Legacy systems',
        ['Source', 'State', 'Behind by (s)', 'Applied', 'Waiting', 'Slot', 'Kept for the slot (bytes)'],
        data.items.map((each) => [each.source, each.problem || each.state, each.lagSeconds ?? '–', each.applied, each.waiting, each.slotState, each.slotBytes])),
      data && data.items.length === 0 && h('p', null, 'No legacy system is followed.'));
    }

    function Versions() {
      const [id, setId] = React.useState('receive-tcp');
      const { data, error, again } = useAnswer('/routes/' + encodeURIComponent(id) + '/versions');
      const [said, say] = React.useState();
      const back = (version) => ask('POST', '/routes/' + encodeURIComponent(id) + '/rollback', { version }).then(
        () => { say({ text: 'Written; it comes into force within a second.' }); setTimeout(again, 1500); }, (error) => say({ error }));
      return h(React.Fragment, null,
        h('label', null, 'Route ', h('input', { className: 'pf-v6-c-form-control', defaultValue: id, onKeyDown: (event) => event.key === 'Enter' && setId(event.target.value.trim()) })),
        problem(error), said && (said.error ? problem(said.error) : h(Alert, { isInline: true, variant: 'info', title: said.text })),
        data && table('Versions of ' + id, ['In force since', 'Version', 'Text', 'What to do'], data.items.map((each) => [when(each.at), each.version,
          h('details', null, h('summary', null, each.file), h('pre', null, each.text)),
          each.active ? 'in force' : h(Button, { variant: 'secondary', size: 'sm', onClick: () => back(each.version) }, 'Roll back to this')])));
    }

    const PARTS = { 'Stages and lag': Stages, 'Dead letters': Letters, 'Legacy systems': Slots, 'Route versions': Versions };
    return function Hub() {
      const [part, setPart] = React.useState(0);
      return h(PageSection, { id: 'hub-plugin' },
        h(Title, { headingLevel: 'h1' }, 'IoTLink Hub'),
        h(Tabs, { activeKey: part, onSelect: (_, key) => setPart(key), 'aria-label': 'Hub' },
          Object.keys(PARTS).map((name, key) => h(Tab, { key, eventKey: key, title: name }))),
        h(Object.values(PARTS)[part]),
        h('p', null, h('a', { href: '/operator/flow' }, 'To the operator’s screens')));
    };
  }

  window.hubOps = {
    init: (scope) => { shared = scope; },
    get: async () => () => ({ plugin }),
  };
})();
