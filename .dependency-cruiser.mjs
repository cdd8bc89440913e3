// Who may import whom; `npm run lint` holds it, and test/rooms.test.mts tries every rule. The rooms are drawn in CONTRIBUTING.md.

/** What n8n itself brings: nothing is installed beside the package. */
const broughtByN8n = [
	'(^|/)node_modules/(n8n-workflow|luxon|zod)/',
	// Only single functions: the file lodash.js is the whole of it.
	'(^|/)node_modules/lodash/(?!lodash\\.js$)',
	'^crypto$',
];

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
	forbidden: [
		{
			name: 'no-circles',
			comment: 'A file in a circle cannot be understood, tested or moved without the others.',
			severity: 'error',
			from: { path: '^(nodes|credentials|simulator)/' },
			to: { circular: true },
		},
		{
			name: 'schema-is-the-lowest-floor',
			comment: 'The catalog of attributes and fields needs nothing else of nodes/shared.',
			severity: 'error',
			from: { path: '^nodes/shared/schema/' },
			to: { path: '^nodes/shared/', pathNot: '^nodes/shared/schema/' },
		},
		{
			name: 'concur-and-row-stand-on-schema',
			comment:
				'Talking to SAP Concur and reading rows are apart from each other and know no user, no check and no form.',
			severity: 'error',
			from: { path: '^nodes/shared/(concur|row)/' },
			to: { path: '^nodes/shared/', pathNot: '^nodes/shared/($1|schema)/' },
		},
		{
			name: 'check-person-run-and-status-stand-on-concur-and-row',
			comment:
				'What is checked, what is sent, the loop over items and how it ended are apart from each other and know no form.',
			severity: 'error',
			from: { path: '^nodes/shared/(check|person|run|status)/' },
			to: { path: '^nodes/shared/', pathNot: '^nodes/shared/($1|concur|row|schema)/' },
		},
		{
			name: 'completion-stands-on-run-and-status',
			comment:
				'Waiting until requests have ended is the same for all nodes, and knows no document and no form.',
			severity: 'error',
			from: { path: '^nodes/shared/completion/' },
			to: {
				path: '^nodes/shared/',
				pathNot: '^nodes/shared/(completion|concur|run|schema|status)/',
			},
		},
		{
			name: 'shared-knows-no-node',
			comment: 'What all nodes share cannot depend on one of them.',
			severity: 'error',
			from: { path: '^nodes/shared/' },
			to: { path: '^nodes/', pathNot: '^nodes/shared/' },
		},
		{
			name: 'no-node-to-node',
			comment: 'What two nodes need belongs in nodes/shared, so that each node can change alone.',
			severity: 'error',
			from: { path: '^nodes/([^/]+)/', pathNot: '^nodes/shared/' },
			to: { path: '^nodes/', pathNot: '^nodes/(shared|$1)/' },
		},
		{
			name: 'signature-stands-alone',
			comment:
				'A signature is checked before anything is known about the delivery or its subscription.',
			severity: 'error',
			from: { path: '^nodes/ConcurEssTrigger/signature/' },
			to: { path: '^nodes/ConcurEssTrigger/(delivery|subscription)/' },
		},
		{
			name: 'delivery-and-subscription-apart',
			comment:
				'Events are taken in while a workflow is published, and subscriptions are kept while it is not: neither needs the other.',
			severity: 'error',
			from: { path: '^nodes/ConcurEssTrigger/(delivery|subscription)/' },
			to: {
				path: '^nodes/ConcurEssTrigger/(delivery|subscription)/',
				pathNot: '^nodes/ConcurEssTrigger/$1/',
			},
		},
		{
			name: 'credentials-know-no-node',
			comment: 'n8n loads and tests a credential without any node.',
			severity: 'error',
			from: { path: '^credentials/' },
			to: { path: '^nodes/' },
		},
		{
			name: 'shipped-imports-only-shipped',
			comment: 'simulator/, test/ and scripts/ are not in the published package.',
			severity: 'error',
			from: { path: '^(nodes|credentials)/' },
			to: { path: '^(simulator|test|scripts)/' },
		},
		{
			name: 'simulator-stands-alone',
			comment:
				'A mistake that the simulator shared with the nodes would be seen by no test, and it must run without tests and scripts.',
			severity: 'error',
			from: { path: '^simulator/' },
			to: { path: '^(nodes|credentials|test|scripts)/' },
		},
		{
			name: 'shipped-imports-only-what-n8n-brings',
			comment:
				'Nothing is installed beside the published package, so any other import fails in n8n.',
			severity: 'error',
			from: { path: '^(nodes|credentials)/' },
			to: { pathNot: ['^(nodes|credentials|simulator|test|scripts)/', ...broughtByN8n] },
		},
	],
	options: {
		// Imports of types alone count, too: who reads a file has to follow them.
		tsPreCompilationDeps: true,
		doNotFollow: { path: 'node_modules' },
	},
};
