/** Where a user sees the messages whose words are in these files; the first one that fits a file counts. */
export interface Section {
	title: string;
	about: string;
	files: string[];
}

/** In the order of the page. */
export const sections: Section[] = [
	{
		title: 'The credential',
		about:
			'When you save or test the credential, and in a node when n8n cannot get a token. A test of the credential shows the same message.',
		files: ['credentials/'],
	},
	{
		title: 'Check the connection',
		about:
			'In `found` and `cure` of the lines of **SAP Concur Identity > Connection > Check**; see [Check the connection](check-connection.md).',
		files: ['nodes/ConcurIdentity/connection/'],
	},
	{
		title: 'Rows and fields',
		about:
			'Before anything is sent. With several rows, one error lists all that are wrong. [Rows](rows.md) says how values are read.',
		files: [
			...['check', 'form', 'person', 'row', 'schema'].map((room) => `nodes/shared/${room}/`),
			...['changed', 'read', 'write'].map((room) => `nodes/ConcurIdentity/${room}/`),
			'nodes/ConcurIdentity/',
		],
	},
	{
		title: 'Employee import files',
		about: 'In *Convert*, with the line of the file; see [Import file](import-file.md).',
		files: ['nodes/ConcurProvisioning/importFile/'],
	},
	{
		title: 'Plans and repairs',
		about: 'In *Apply Plan* and *Send Repair*; see [Plan](plan.md) and [Repair](repair.md).',
		files: ['nodes/ConcurProvisioning/plan/', 'nodes/ConcurProvisioning/repairing/'],
	},
	{
		title: 'Operations of HR, and reports',
		about:
			'In *Terminate*, *Rehire*, *Record Leave*, and the others of [What HR does](verbs.md), and in *Drift Report* and *Leaver Check*.',
		files: ['nodes/ConcurProvisioning/verbs/', 'nodes/ConcurProvisioning/reports/'],
	},
	{
		title: 'AI agents',
		about: 'When an AI agent uses a node as a tool.',
		files: ['nodes/shared/run/letAgents.ts', 'nodes/shared/run/parameters/ownSwitch.ts'],
	},
	{
		title: 'Runs of many rows',
		about: 'When a run stops, or leaves out a row because of another one.',
		files: ['nodes/shared/run/', 'nodes/ConcurProvisioning/'],
	},
	{
		title: 'SAP Concur rejects something, or does not respond',
		about:
			'In the error of a node, and in `why` of the items of SAP Concur Provisioning Status, there with the label of the field before it.',
		files: ['nodes/shared/concur/'],
	},
	{
		title: 'The status of a request',
		about: 'In SAP Concur Provisioning Status, and while a node waits until requests are complete.',
		files: ['nodes/ConcurProvisioningStatus/', 'nodes/shared/status/', 'nodes/shared/completion/'],
	},
	{
		title: 'Events',
		about:
			"When you publish a workflow with SAP Concur Event Trigger, or listen for a test event. [Events](events.md#messages) also lists the messages in n8n's log.",
		files: ['nodes/ConcurEssTrigger/'],
	},
];
