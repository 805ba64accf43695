// Node-RED without editor, projects or diagnostics: only the flow that is measured.
module.exports = {
    uiPort: 0,
    uiHost: "127.0.0.1",
    httpAdminRoot: false,
    httpNodeRoot: false,
    diagnostics: { enabled: false },
    logging: { console: { level: "warn", metrics: false, audit: false } },
};
